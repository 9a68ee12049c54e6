package org.sluis.consent.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.jspecify.annotations.Nullable;
import org.sluis.consent.ConsentForm;
import org.sluis.consent.StoredConsent;
import org.sluis.consent.Waterlee;

/** Whatever the register can hold goes out, comes back as the same form, and can be withdrawn. */
class ConsentRoundTripTest {
    private static final FhirParser FHIR = new FhirParser(PcfProfile.R4);
    private static final Instant RECORDED = Instant.parse("2026-11-22T10:00:00.123456Z");

    @Property(tries = 2_000)
    void isTheSameFormAndCanBeWithdrawn(@ForAll("forms") ConsentForm form) {
        StoredConsent stored = new StoredConsent(new UUID(0, 1), form, RECORDED, null);
        Consent written = ConsentWriter.write(Waterlee.LINDE, stored);
        assertThat(read(FHIR.json(written))).isEqualTo(new Given(stored.id().toString(), true, form, List.of(form)));

        Given withdrawal = read(FHIR.json(written.setStatus(ConsentState.INACTIVE)));
        withdrawal.requireWithdrawalOf(stored);
    }

    /** The validator is slow, so fewer. */
    @Property(tries = 60)
    void isOfTheProfile(@ForAll("forms") ConsentForm form) {
        StoredConsent stored = new StoredConsent(new UUID(0, 1), form, RECORDED, null);
        assertThat(PcfProfile.errors(FHIR.json(ConsentWriter.write(Waterlee.LINDE, stored))))
                .isEmpty();
    }

    private static Given read(String json) {
        return ConsentReader.read(Waterlee.LINDE, FHIR.consent(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Provide
    Arbitrary<ConsentForm> forms() {
        Arbitrary<ConsentForm> anyone = Combinators.combine(
                        localIds(),
                        localIds().injectNull(0.2),
                        Arbitraries.of(true, false),
                        ids(),
                        ids().injectNull(0.6),
                        recipients(),
                        dates(),
                        texts())
                .flatAs((pupil, holder, grants, purpose, discloser, recipient, from, text) -> Combinators.combine(
                                categories(),
                                Arbitraries.integers().between(1, 800),
                                orders().injectNull(grants && holder != null ? 0.5 : 1),
                                proofs().injectNull(grants ? 0 : 0.5))
                        .as((categories, days, order, proof) -> new ConsentForm(
                                pupil,
                                holder == null ? "child" : "holder",
                                holder,
                                grants ? "grant" : "refuse",
                                purpose,
                                discloser,
                                recipient.party(),
                                recipient.kind(),
                                categories,
                                from,
                                from.plusDays(days),
                                text,
                                order,
                                proof)));
        return anyone;
    }

    private static Arbitrary<ConsentForm.@Nullable Order> orders() {
        return Combinators.combine(texts(), dates(), ids().set().ofMinSize(1).ofMaxSize(3))
                .as((reference, date, purposes) -> new ConsentForm.Order(
                        reference, date, purposes.stream().sorted().toList()));
    }

    private static Arbitrary<ConsentForm.@Nullable Proof> proofs() {
        Arbitrary<Instant> instants = Arbitraries.longs()
                .between(0, 4_102_444_800_000_000L)
                .map(micros -> Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1_000));
        Arbitrary<Instant> seconds =
                Arbitraries.longs().between(0, 4_102_444_800L).map(Instant::ofEpochSecond);
        return Combinators.combine(
                        Arbitraries.of("in-person", "digid", "eidas"),
                        texts(),
                        Arbitraries.oneOf(instants, seconds),
                        Arbitraries.strings().withChars("0123456789abcdef").ofLength(64))
                .as(ConsentForm.Proof::new);
    }

    private static Arbitrary<Statement.Recipient> recipients() {
        return Combinators.combine(ids(), Arbitraries.of(true, false)).as(Statement.Recipient::new);
    }

    private static Arbitrary<List<String>> categories() {
        return Arbitraries.of("IDENT", "SCHOOL", "AUTHORITY", "PLAN", "GOAL", "SUPPORT", "VOICE")
                .list()
                .uniqueElements()
                .ofMinSize(1);
    }

    private static Arbitrary<String> ids() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withChars("0123456789-")
                .ofMinLength(2)
                .ofMaxLength(30)
                .filter(id -> id.matches("[a-z0-9].*"));
    }

    /** What the register takes for a version, a reference and a professional. */
    private static Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('A', 'Z')
                .withChars("0123456789._:-")
                .ofMinLength(1)
                .ofMaxLength(64);
    }

    /** Of a school: whatever its administration makes of it. */
    private static Arbitrary<String> localIds() {
        return Arbitraries.strings()
                .withCharRange('!', '~')
                .withChars("é ß|\\\"<&/")
                .ofMinLength(1)
                .ofMaxLength(40)
                .filter(id -> id.equals(id.strip()) && !id.isBlank());
    }

    private static Arbitrary<LocalDate> dates() {
        return Arbitraries.longs()
                .between(
                        LocalDate.of(2000, 1, 1).toEpochDay(),
                        LocalDate.of(2099, 12, 31).toEpochDay())
                .map(LocalDate::ofEpochDay);
    }
}
