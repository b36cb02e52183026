"""The list of stored runs beside the run, and the rail that stands for it in narrow windows."""
