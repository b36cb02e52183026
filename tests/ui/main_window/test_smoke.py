from tests.ui.main_window.staging import Desk
async def test_smoke(desk: Desk) -> None:
    run = await desk.sample_run()
    print(desk.words())
    assert desk.stored_runs == [run]
