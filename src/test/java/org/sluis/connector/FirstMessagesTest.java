package org.sluis.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.charset.StandardCharsets;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;

/** The first messages of a mapping are held against FHIR; what is not right is held, and counts for nothing. */
class FirstMessagesTest {
    private static final Fixture PLAN = new Fixture(Fixture.ROOT.resolve("fhir-r4/school-plan"));
    private static final Rendered RIGHT = Fixture.CONNECTORS.out("fhir-r4").render(PLAN.elements());
    private static final Rendered WRONG = changed(RIGHT.mappingDigest(), RIGHT.contentType());

    private static Rendered changed(String digest, String contentType) {
        String text = new String(RIGHT.bytes(), StandardCharsets.UTF_8)
                .replaceFirst("\"intent\":\"plan\"", "\"intent\":\"plann\"");
        return new Rendered(text.getBytes(StandardCharsets.UTF_8), contentType, new TreeSet<>(), digest);
    }

    @Test
    void whatIsWrongIsHeldHoweverOftenItComesUntilEnoughWereRight() {
        FirstMessages first = new FirstMessages(2);

        for (int again = 0; again < 3; again++) {
            assertHeld(first, WRONG);
        }
        first.check("fhir-r4", RIGHT);
        assertHeld(first, WRONG);
        first.check("fhir-r4", RIGHT);

        assertThatCode(() -> first.check("fhir-r4", WRONG)).doesNotThrowAnyException();
        assertHeld(first, changed("another", RIGHT.contentType()));
    }

    @Test
    void aHeldMessageTellsPlacesAndNeverAValueOrAnId() {
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        Logger log = (Logger) LoggerFactory.getLogger(FirstMessages.class);
        log.setLevel(Level.WARN);
        lines.start();
        log.addAppender(lines);
        Refused refused = catchThrowableOfType(Refused.class, () -> new FirstMessages(1).check("fhir-r4", WRONG));
        log.detachAppender(lines);
        log.setLevel(null);

        assertThat(refused.where()).isNotEmpty().allMatch(place -> place.contains("CarePlan") && place.length() < 80);
        assertThat(lines.list).singleElement().satisfies(line -> assertThat(line.getFormattedMessage())
                .startsWith(
                        "connector fhir-r4, mapping " + RIGHT.mappingDigest() + ": what it wrote is not FHIR R4 at [")
                .contains("CarePlan")
                .doesNotContain("plann")
                .doesNotContain(PLAN.elements().value("plan.pairwiseId").orElseThrow()));
    }

    @Test
    void whatIsNotFhirIsNotHeldAgainstIt() {
        assertThatCode(() -> new FirstMessages(1).check("care-json", changed("d", "application/json")))
                .doesNotThrowAnyException();
        assertThatCode(() ->
                        new FirstMessages(1).check("fhir-stu3", changed("d", "application/fhir+json; fhirVersion=3.0")))
                .doesNotThrowAnyException();
        assertHeld(new FirstMessages(1), changed("d", "application/fhir+json; fhirVersion=4.0"));
        assertThatCode(() -> new FirstMessages(0).check("fhir-r4", WRONG)).doesNotThrowAnyException();
        assertThatThrownBy(() -> new FirstMessages(-1)).hasMessageContaining("sluis.connectors.validate-first: -1");
    }

    private static void assertHeld(FirstMessages first, Rendered rendered) {
        assertThatThrownBy(() -> first.check("fhir-r4", rendered))
                .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.reason())
                        .isEqualTo(Reason.RECIPIENT_PROFILE_NOT_MET));
    }
}
