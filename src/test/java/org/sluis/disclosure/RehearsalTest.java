package org.sluis.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sluis.TestGateway;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;

/** What the gateway sends itself at each start is refused and recorded; where it is not, there is no start. */
class RehearsalTest {

    @Test
    void aStartLeavesOneRefusalInTheLog() {
        try (TestGateway gateway = new TestGateway("sluis.delivery.workers=0")) {
            int refused = gateway.bean(Transactions.class).within(org.sluis.audit.Ledger.NOBODY, connection -> Rows.one(
                            connection,
                            "SELECT count(*) FROM audit_event WHERE kind = 'disclosure-refused'"
                                    + " AND convert_from(body, 'UTF8') LIKE '%number-too-long%'",
                            row -> row.getInt(1))
                    .orElseThrow());
            assertThat(refused).isEqualTo(1);
        }
    }

    @Test
    void aGateThatLetsItPassDoesNotOpen() {
        Rehearsal rehearsal = new Rehearsal(arrival -> new Answer(202, "application/json", Map.of()));
        assertThatThrownBy(() -> rehearsal.onApplicationEvent(null)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whereTheLogCannotBeWrittenItSaysSo() {
        Rehearsal rehearsal = new Rehearsal(arrival -> new Answer(503, "application/problem+json", Map.of()));
        assertThatThrownBy(() -> rehearsal.onApplicationEvent(null)).hasMessageContaining("the database is up");
    }
}
