package org.sluis.policy.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sluis.law.Law;
import org.sluis.policy.DecisionInput;
import org.sluis.policy.DecisionJson;
import org.sluis.policy.DecisionPoint;
import org.sluis.policy.Shipped;
import org.sluis.policy.Shut;
import org.sluis.policy.pack.Pack;
import org.sluis.policy.pack.PackReader;
import org.sluis.policy.pack.PackSource;
import org.sluis.policy.publish.RuleChange.Kind;
import org.sluis.policy.publish.RuleChange.What;

/** What a list of changes comes to at a moment, for one disclosure by one policy. */
class EditionTest {
    private static final Law LAW = Law.load(Path.of("consent-policies/law/nl"));
    private static final Pack SHIPPED = pack(PublishingTest.shipped());
    private static final Pack NARROWER = pack(PublishingTest.narrower());
    private static final Pack TWIN = pack(like("021-the-same-way", "purpose: plan-coordination"));
    private static final Pack ELSEWHERE = pack(like("022-elsewhere", "purpose: joint-plan"));
    private static final Instant T0 = Instant.parse("2026-11-02T08:00:00Z");
    private static final DecisionInput INPUT = input();
    private static final String RECIPIENT = INPUT.recipient().value();

    private final List<RuleChange> untrusted = new ArrayList<>();

    @Test
    void aPublicationDecidesFromItsMomentOn() {
        RuleChange published = published(1, SHIPPED, 10);
        assertThat(decides(9, published)).isEqualTo(DecisionPoint.NO_PACK);
        assertThat(decides(10, published)).isEqualTo(SHIPPED.digest());
    }

    @Test
    void ofThoseThatHaveBegunTheNewestDecidesAndWhatIsScheduledBeforeItIsOvertaken() {
        RuleChange first = published(1, SHIPPED, 0);
        RuleChange scheduled = published(2, NARROWER, 20);
        assertThat(decides(19, first, scheduled)).isEqualTo(SHIPPED.digest());
        assertThat(decides(20, first, scheduled)).isEqualTo(NARROWER.digest());
        assertThat(decides(21, first, scheduled, published(3, SHIPPED, 10))).isEqualTo(SHIPPED.digest());
        assertThat(decides(1, first, published(2, ELSEWHERE, 0))).isEqualTo(SHIPPED.digest());
    }

    @Test
    void whatDoesNotVerifyDeniesItsPurpose() {
        RuleChange published = published(1, SHIPPED, 0);
        assertThat(decides(1, untrusted(published))).isEqualTo(Shut.NOT_TRUSTED);
        assertThat(decides(1, published, untrusted(published(2, NARROWER, 0)))).isEqualTo(Shut.NOT_TRUSTED);
        Edition lost = new Edition(1, List.of(published), Map.of(), java.util.Set.of(published));
        assertThat(digest(lost, 1)).isEqualTo(Shut.NOT_TRUSTED);
    }

    @Test
    void aPackThatIsNotOfThatPolicyOrPurposeDecidesNothing() {
        String purpose = SHIPPED.purpose().value();
        assertThat(decides(1, change(1, What.PUBLISHED, Kind.POLICY, "021-other", purpose, SHIPPED.digest(), 0)))
                .isEqualTo(Shut.NOT_TRUSTED);
        assertThat(decides(1, change(1, What.PUBLISHED, Kind.POLICY, SHIPPED.id(), "signal", SHIPPED.digest(), 0)))
                .isEqualTo(DecisionPoint.NO_PACK);
    }

    @Test
    void whereChangesAreMissingOrTwoGovernNothingIsTrusted() {
        assertThat(decides(1, published(2, SHIPPED, 0))).isEqualTo(Shut.NOT_TRUSTED);
        assertThat(decides(1, published(1, SHIPPED, 0), published(3, SHIPPED, 0)))
                .isEqualTo(Shut.NOT_TRUSTED);
        assertThat(decides(1, published(1, SHIPPED, 0), published(2, TWIN, 0))).isEqualTo(Shut.NOT_TRUSTED);
    }

    @Test
    void aClosedPolicyStaysClosedUntilItIsPublishedAgain() {
        RuleChange first = published(1, SHIPPED, 0);
        RuleChange scheduled = published(2, NARROWER, 20);
        RuleChange closed = closed(3, Kind.POLICY, SHIPPED.id(), 10);
        RuleChange again = published(4, SHIPPED, 30);
        assertThat(decides(9, first, scheduled, closed)).isEqualTo(SHIPPED.digest());
        assertThat(decides(10, first, scheduled, closed)).isEqualTo(Shut.CLOSED);
        assertThat(decides(21, first, scheduled, closed)).isEqualTo(Shut.CLOSED);
        assertThat(decides(29, first, scheduled, closed, again)).isEqualTo(Shut.CLOSED);
        assertThat(decides(30, first, scheduled, closed, again)).isEqualTo(SHIPPED.digest());
        assertThat(edition(first, scheduled, closed, untrusted(again)).closed(Kind.POLICY, at(30)))
                .containsExactly(SHIPPED.id());
    }

    @Test
    void aRecipientIsOpenedAgainByAReopeningThatVerifiesAndByNoOther() {
        RuleChange first = published(1, SHIPPED, 0);
        RuleChange closed = closed(2, Kind.RECIPIENT, RECIPIENT, 10);
        RuleChange reopened = change(3, What.REOPENED, Kind.RECIPIENT, RECIPIENT, null, null, 20);
        assertThat(decides(9, first, closed)).isEqualTo(SHIPPED.digest());
        assertThat(decides(10, first, closed)).isEqualTo(Shut.CLOSED);
        assertThat(decides(10, first, untrusted(closed))).isEqualTo(Shut.CLOSED);
        assertThat(decides(20, first, closed, reopened)).isEqualTo(SHIPPED.digest());
        assertThat(decides(20, first, closed, untrusted(reopened))).isEqualTo(Shut.CLOSED);
        assertThat(decides(20, first, untrusted(change(2, What.REOPENED, Kind.RECIPIENT, RECIPIENT, null, null, 20))))
                .isEqualTo(Shut.CLOSED);
        assertThat(decides(20, first, closed, change(3, What.REOPENED, Kind.CONNECTOR, RECIPIENT, null, null, 20)))
                .isEqualTo(Shut.CLOSED);
        assertThat(decides(20, first, closed(2, Kind.RECIPIENT, "het-anker", 10)))
                .isEqualTo(SHIPPED.digest());
        assertThat(decides(20, first, closed(2, Kind.CONNECTOR, RECIPIENT, 10))).isEqualTo(SHIPPED.digest());
    }

    @Test
    void itChangesNextAtTheFirstMomentToCome() {
        Edition edition = edition(published(1, SHIPPED, 0), published(2, NARROWER, 30), published(3, SHIPPED, 20));
        assertThat(edition.changesNext(at(1))).isEqualTo(at(20));
        assertThat(edition.changesNext(at(20))).isEqualTo(at(30));
        assertThat(edition.changesNext(at(30))).isEqualTo(Instant.MAX);
    }

    private String decides(long second, RuleChange... changes) {
        return digest(edition(changes), second);
    }

    private static String digest(Edition edition, long second) {
        return edition.at(at(second), Shipped.DICTIONARY, LAW).underThese(INPUT).packDigest();
    }

    private Edition edition(RuleChange... changes) {
        Map<String, Pack> packs = Stream.of(SHIPPED, NARROWER, TWIN, ELSEWHERE)
                .collect(Collectors.toMap(Pack::digest, Function.identity()));
        return new Edition(
                1,
                List.of(changes),
                packs,
                Arrays.stream(changes)
                        .filter(change -> !untrusted.contains(change))
                        .collect(Collectors.toSet()));
    }

    private RuleChange untrusted(RuleChange change) {
        untrusted.add(change);
        return change;
    }

    private static RuleChange published(long version, Pack pack, long second) {
        return change(
                version, What.PUBLISHED, Kind.POLICY, pack.id(), pack.purpose().value(), pack.digest(), second);
    }

    private static RuleChange closed(long version, Kind kind, String name, long second) {
        return change(version, What.CLOSED, kind, name, null, null, second);
    }

    private static RuleChange change(
            long version,
            What what,
            Kind kind,
            String name,
            @Nullable String purpose,
            @Nullable String digest,
            long second) {
        return new RuleChange(
                version, what, kind, name, purpose, digest, at(second), at(0), null, new UUID(1, version));
    }

    private static Instant at(long second) {
        return T0.plusSeconds(second);
    }

    /** Another policy between the same parties. */
    private static PackSource like(String id, String purpose) {
        Map<String, String> files = new TreeMap<>(PublishingTest.shipped().files());
        files.replaceAll((name, text) ->
                text.replace("id: " + PublishingTest.PLAN, "id: " + id).replace("purpose: plan-coordination", purpose));
        return new PackSource(id, new TreeMap<>(files));
    }

    private static Pack pack(PackSource source) {
        return Objects.requireNonNull(new PackReader(Shipped.SCREEN.kinds()).read(source, new ArrayList<>()));
    }

    private static DecisionInput input() {
        try {
            return DecisionJson.read(
                    Files.readAllBytes(Path.of("src/test/resources/org/sluis/policy/decision-input.json")));
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
