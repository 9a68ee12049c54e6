package org.sluis.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void columnsAreAsWideAsWhatStandsInThem() {
        Table table = new Table("element", "why");
        table.row("goal.description", "the policy names it");

        assertThat(table.lines())
                .containsExactly(
                        "  element           why",
                        "  -------------------------------------",
                        "  goal.description  the policy names it");
    }

    @Test
    void theLastLineSaysWhatWasCounted() {
        Tally tally = new Tally();
        assertThat(tally).hasToString("demo: delivered=0 refused=0 held=0 stopped=0 withheld=0 log=NOT-verified");

        tally.delivered(8);
        tally.refused();
        tally.held();
        tally.stopped();
        tally.verified(true);

        assertThat(tally).hasToString("demo: delivered=1 refused=1 held=1 stopped=1 withheld=8 log=verified");
    }
}
