"""Reports that close a task, or drop it, and talk that leaves it open."""

import pytest
from tests.unit.spoken import holding, told

from octomem.agents.working import WorkingAgent

AGENT = WorkingAgent()


@pytest.mark.parametrize(
    ("messages", "left"),
    [
        (["I need to call the dentist.", "done"], 0),
        (["I have to finish the report by Friday.", "finished the report!"], 0),
        (["I'll send the contract tomorrow.", "sent it"], 0),
        (["Remind me to book the hotel.", "never mind the hotel"], 0),
        (["Remind me to book the hotel.", "never mind the hotel, we're staying with friends"], 0),
        (["I need to call the plumber.", "I no longer need to call the plumber."], 0),
        (["I need to call the plumber.", "I don't need to call the plumber any more."], 0),
        (
            [
                "I have an appointment with the dentist on Friday.",
                "The dentist appointment got cancelled.",
            ],
            0,
        ),
        (["I need to buy a gift for Anna.", "already did"], 0),
        (["I need to buy a gift for Anna.", "Got the gift for Anna sorted."], 0),
        (["I need to pay the rent by Friday.", "rent is paid"], 0),
        (["I need to pay the rent by Friday.", "Paid the rent this morning."], 0),
        (["Remind me to buy milk.", "you can cancel the milk reminder"], 0),
        (["Remind me to buy milk.", "Forget about the milk."], 0),
        (["I need to renew my passport.", "My passport has been renewed."], 0),
        (["I need to renew my passport.", "The passport thing is done."], 0),
        (["I need to renew my passport.", "passport: done"], 0),
        (["I need to order the vests.", "vests are ordered thats done"], 0),
        (["I need to pay the gas bill.", "gas bill all sorted"], 0),
        (["I need to pay the gas bill.", "I want the gas bill done"], 1),
        (["I need to pay the gas bill.", "need the gas bill done today"], 1),
        (["I need to pay the gas bill.", "I haven't got the gas bill done"], 1),
        (["I need to pay the gas bill.", "mum's gas bill done"], 1),
        (["I need to pay the gas bill.", "Mei's gas bill done"], 0),
        (["I need to pay Anna.", "Anna finished."], 1),
        (["Remind me to renew my passport before July.", "I've renewed my passport."], 0),
        (["My essay is due on Friday.", "I handed in my essay."], 0),
        (["I need to send the invoice to Tom.", "Tom's in."], 1),
        (["My essay is due on Friday.", "submitted my essay!!"], 0),
        (["I have to write the load tests.", "load tests are written"], 0),
        (["I have to write the load tests.", "just finished writing the load tests"], 0),
        (["I'm training for the Berlin marathon.", "I finished the Berlin marathon!"], 0),
        (["I'm waiting for the landlord to call back.", "The landlord called back."], 0),
        (["I need to fix the sink.", "The sink is fixed."], 0),
        (["I need to renew my licence.", "Licence renewed, praise God!"], 0),
        (["I have to pay the gas bill.", "Gas bill paid."], 0),
        (["I need to tax the car.", "I've taxed the car, that's done."], 0),
        (["I need to lodge my return.", "The return is lodged."], 0),
        (["Book Abdul's refresher.", "Abdul has moved, so forget the refresher."], 0),
        (["I need to call the dentist.", "I was tired so skip the details of the report."], 1),
        (["I need to pay Anna.", "Anna paid."], 1),
        (["I need to pay my sister.", "My sister paid."], 1),
        (["I need to renew my passport.", "Licence renewed!"], 1),
        (["I need to renew my passport.", "Passport not renewed yet."], 1),
        (["I need to fix the sink.", "sink's fixed now"], 0),
        (["I need to fix the sink.", "Got the sink fixed."], 0),
        (["I need to fix the sink.", "managed to fix the sink"], 0),
        (["I need to fix the sink.", "Tick off the sink please"], 0),
        (["I need to pick up the parcel.", "picked up the parcel"], 0),
        (["I need to call the dentist.", "I still need to call the dentist."], 1),
        (["I need to call the dentist.", "haven't done it yet"], 1),
        (["I need to call the dentist.", "Not done yet."], 1),
        (["I need to call the dentist.", "I didn't finish the report."], 1),
        (["I need to call the dentist.", "is it done?"], 1),
        (["I need to call the dentist.", "My sister cancelled her gym membership."], 1),
        (["I need to buy milk and call Anna.", "bought the milk"], 1),
        (["I need to buy milk and call Anna.", "both done"], 0),
    ],
)
def test_a_report_closes_what_it_is_about(messages: list[str], left: int) -> None:
    """Done, dropped and called off close; "not yet", a question and other errands do not."""
    memories, _ = told(AGENT, *messages)
    assert left == len(holding(memories))
