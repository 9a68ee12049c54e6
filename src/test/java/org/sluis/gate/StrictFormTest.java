package org.sluis.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;

class StrictFormTest {

    @Test
    void readsTheTreeThatJsonWouldBe() {
        JsonNode tree = tree("pupil.id=WL-1&observations%5B1%5D.text=Zit+alleen&observations[0].text=Kind%C3%A9%26"
                + "&signal.urgency=urgent&empty=");
        assertThat(tree.toString())
                .isEqualTo("{\"pupil\":{\"id\":\"WL-1\"},\"observations\":[{\"text\":\"Kindé&\"},"
                        + "{\"text\":\"Zit alleen\"}],\"signal\":{\"urgency\":\"urgent\"},\"empty\":\"\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a=1&a=2              | duplicate-key   | field 2",
                "a=1&a.b=2            | duplicate-key   | field 2",
                "a.b=1&a=2            | duplicate-key   | field 2",
                "a[0]=1&a[0]=2        | duplicate-key   | field 2",
                "a[0].b=1&a[0].b=2    | duplicate-key   | field 2",
                "a[0].b=1&a=2         | duplicate-key   | field 2",
                "a=1&a[0]=2           | duplicate-key   | field 2",
                "a                    | not-well-formed | field 1",
                "=1                   | not-well-formed | field 1",
                "a=1&                 | not-well-formed | field 2",
                "a=%G0                | not-well-formed | field 1",
                "a=%4                 | not-well-formed | field 1",
                "a=b c                | not-well-formed | field 1",
                "a=kindé              | not-well-formed | field 1",
                "a=%C3%28             | not-utf8        | field 1",
                "a=%00                | not-utf8        | field 1",
                "a[100].b=1           | name-not-valid  | field 1",
                "a[01].b=1            | name-not-valid  | field 1",
                "a..b=1               | name-not-valid  | field 1",
                "a[0][0]=1            | name-not-valid  | field 1",
                "1a=1                 | name-not-valid  | field 1",
                "a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a=1 | too-deep | field 1"
            })
    void refusesAndTellsWhichField(String form, String reason, String where) {
        Refused refused = catchThrowableOfType(Refused.class, () -> tree(form));
        assertThat(refused.reason().code()).isEqualTo(reason);
        assertThat(refused.where()).containsExactly(where);
    }

    @Test
    void refusesMoreThanItTakes() {
        assertThat(catchThrowableOfType(Refused.class, () -> tree("a=1&".repeat(1_000) + "b=1"))
                        .reason())
                .isEqualTo(Reason.TOO_MANY_NODES);
        assertThat(catchThrowableOfType(Refused.class, () -> tree("a=" + "x".repeat(64 * 1024 + 1)))
                        .reason())
                .isEqualTo(Reason.TEXT_TOO_LONG);
        assertThat(catchThrowableOfType(Refused.class, () -> StrictForm.tree(new byte[Gate.MAX_BODY_BYTES + 1]))
                        .reason())
                .isEqualTo(Reason.BODY_TOO_LARGE);
    }

    @Property(tries = 300)
    void refusesWhateverItIsInOneWay(@ForAll @StringLength(max = 60) String anything) {
        try {
            assertThat(tree(anything).isObject()).isTrue();
        } catch (Refused refused) {
            assertThat(refused.where()).allMatch(place -> place.matches("field [0-9]+"));
        }
    }

    private static JsonNode tree(String form) {
        return StrictForm.tree(form.getBytes(StandardCharsets.UTF_8));
    }
}
