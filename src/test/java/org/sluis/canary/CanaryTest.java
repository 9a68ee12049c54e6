package org.sluis.canary;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluis.TestTown;
import org.sluis.disclosure.OsoDossier;

/**
 * Canaries: every value of a message is one that stands nowhere else. What may pass is at the recipient afterwards, and
 * nothing else of it is in anything that left, was said or was kept: not of what was delivered, not of what was refused
 * or held. What the files of the database hold compressed, the tables tell.
 */
class CanaryTest {
    private static final String NOTICE = "oso/plan-notice/jeugdteam-waterlee";
    private static final String PLAN = "oso/plan-coordination/de-brug";
    private static final String JSON_PLAN = "rest-json/plan-coordination/de-brug";

    @TempDir
    private static Path folder;

    private static final Markers MARKERS = new Markers();
    /** What is delivered, by its disclosure: the markers that may be told. */
    private static final Map<String, List<Marker>> DELIVERED = new LinkedHashMap<>();

    private static CanaryTown town;
    private static SchoolClient school;

    @BeforeAll
    static void sendAll() throws Exception {
        town = new CanaryTown(folder);
        school = town.school();
        town.recipientRefuses(1);
        for (OsoDossier dossier : OsoDossier.full()) {
            deliver("canary-full-" + dossier.source(), dossier, Map.of());
        }
        for (OsoDossier dossier : OsoDossier.optOut()) {
            deliver(
                    "canary-opt-out-" + dossier.source(),
                    dossier,
                    Map.of("voice.parentsAbsent", MARKERS.text("voice.parentsAbsent beside a dossier")));
        }
        deliverEveryPath();
        for (OsoDossier dossier : OsoDossier.full()) {
            refuseAndHold(dossier);
        }
        holdWithoutTheParents();
        town.settled(DELIVERED.keySet());
    }

    @AfterAll
    static void close() throws Exception {
        town.close();
    }

    private static void deliver(String child, OsoDossier dossier, Map<String, String> beside) throws Exception {
        town.childWithConsents(child);
        MarkedDossier marked = dossier(child, dossier);
        Map<String, String> supplement = new LinkedHashMap<>(beside);
        supplement.put("voice.pupilAbsent", MARKERS.text("voice.pupilAbsent beside a dossier"));
        List<Marker> passes = new ArrayList<>(marked.passes());
        supplement.values().forEach(value -> passes.add(MARKERS.of(value).orElseThrow()));

        DELIVERED.put(school.accepted(school.xml(NOTICE, marked.text(), supplement)), passes);
    }

    private static void deliverEveryPath() throws Exception {
        String child = "canary-every-path";
        town.childWithConsents(child);
        int before = MARKERS.all().size();
        String disclosure = school.accepted(school.json(JSON_PLAN, everyPath(child, "delivered")));
        List<Marker> sent = MARKERS.all().subList(before, MARKERS.all().size());

        school.waitFor(disclosure, "delivered");
        List<String> released = town.released(disclosure);
        List<Marker> passes = sent.stream()
                .filter(marker -> released.contains(marker.where()))
                .toList();
        assertThat(passes).hasSizeBetween(30, sent.size() - 20);
        DELIVERED.put(disclosure, passes);
    }

    private static void refuseAndHold(OsoDossier dossier) throws Exception {
        school.refused(school.xml(NOTICE, dossier("canary-nobody", dossier).text(), Map.of()), "subject-unknown");
        town.child("canary-nothing");
        school.refused(
                school.xml(NOTICE, dossier("canary-nothing", dossier).text(), Map.of()), "consent-missing-holder");

        String child = "canary-full-" + dossier.source();
        String text = dossier(child, dossier).text();
        school.refused(school.xml(PLAN, text, Map.of()), "element-mandatory-missing");
        String wrong = MARKERS.text("a date that is none");
        school.refused(
                school.xml(NOTICE, text.replaceAll("(<opp_einddatum>)[^<]*", "$1" + wrong), Map.of()),
                "element-not-valid");
        String code = MARKERS.text("a code that is none");
        school.refused(school.xml(NOTICE, text.replaceAll("(<akkoord>)[^<]*", "$1" + code), Map.of()), "code-unknown");
        school.refused(school.xml(NOTICE, text.substring(0, text.length() - 20), Map.of()), "not-well-formed");
        school.refused(
                school.xml(NOTICE, text, Map.of("voice.parents", MARKERS.text("what may not stand beside it"))),
                "element-unmapped");
    }

    private static void holdWithoutTheParents() throws Exception {
        OsoDossier dossier = OsoDossier.optOut().get(0);
        String child = "canary-opt-out-" + dossier.source();
        school.refused(school.xml(NOTICE, dossier(child, dossier).text(), Map.of()), "element-mandatory-missing");

        ObjectNode typed = everyPath("canary-every-path", "held");
        ((ObjectNode) typed.at("/goals/0")).put("description", MARKERS.text("goal.description") + " 999900018");
        school.refused(school.json(JSON_PLAN, typed), "free-text-to-look-at");
    }

    private static MarkedDossier dossier(String child, OsoDossier dossier) throws Exception {
        return new MarkedDossier(dossier.text(), child, TestTown.birthDate().toString(), MARKERS);
    }

    private static ObjectNode everyPath(String child, String messageId) throws Exception {
        Map<String, String> control = Map.of(
                "subject.localId",
                child,
                "subject.birthDate",
                TestTown.birthDate().toString());
        return new MarkedMessage("canary-" + messageId, control, MARKERS).json();
    }

    @Test
    void whatMayPassIsAtTheRecipient() throws Exception {
        String held = town.careSystem().everything();

        assertThat(DELIVERED).hasSizeGreaterThanOrEqualTo(3);
        DELIVERED.values().forEach(passes -> assertThat(passes)
                .hasSizeGreaterThan(10)
                .allSatisfy(marker -> assertThat(held).as(marker.where()).contains(marker.value())));
    }

    @Test
    void nothingElseLeavesForTheRecipient() {
        List<Marker> stays = new ArrayList<>(MARKERS.all());
        DELIVERED.values().forEach(stays::removeAll);

        assertThat(stays.size()).isGreaterThan(300);
        assertThat(new Haystack(stays).in("the wire", town.sentToTheRecipient()).found())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"the answers", "the webhook", "the log", "the metrics", "the audit log", "the tables"})
    void nothingOfItIsSaid(String place) throws Exception {
        String said = town.said().get(place);

        assertThat(said).as(place).isNotNull().isNotBlank();
        assertThat(new Haystack(MARKERS.all()).in(place, said).found()).isEmpty();
    }

    @Test
    void nothingOfItIsKept() throws Exception {
        Haystack haystack = new Haystack(MARKERS.all());
        for (Path kept : town.kept()) {
            haystack.below(kept);
        }
        assertThat(haystack.found()).isEmpty();
        assertThat(haystack.searched()).isGreaterThan(10_000_000);
    }

    @Test
    void theSearchFindsWhatIsPlanted() throws Exception {
        CanaryTown.Planted planted = town.planted();

        assertThat(places(planted.log(), "the log", town.said().get("the log"))).isNotEmpty();
        assertThat(places(planted.metric(), "the metrics", town.said().get("the metrics")))
                .isNotEmpty();
        assertThat(places(planted.row(), "the audit log", town.said().get("the audit log")))
                .isNotEmpty();
        assertThat(new Haystack(List.of(planted.row()))
                        .below(town.database())
                        .found()
                        .keySet())
                .anyMatch(place -> place.contains("base/"))
                .anyMatch(place -> place.contains("pg_wal/"));
        Path file = Files.writeString(
                town.kept().get(0).resolve("planted"), planted.file().value());
        assertThat(new Haystack(List.of(planted.file()))
                        .below(town.kept().get(0))
                        .found())
                .hasSize(1);
        Files.delete(file);
    }

    @Test
    void theSearchFindsEveryWayOfWritingIt() {
        Markers other = new Markers();
        other.text("words");
        other.date("a day");
        other.phone("a telephone");
        other.count("a count");
        for (Marker marker : other.all()) {
            Collection<byte[]> ways = Haystack.written(marker.core());
            assertThat(ways.stream().filter(way -> !new Haystack(other.all())
                            .in("", way)
                            .found()
                            .isEmpty()))
                    .as(marker.where())
                    .hasSize(marker.weak() ? 1 : ways.size());
        }
    }

    private static Collection<String> places(Marker marker, String place, String text) {
        return new Haystack(List.of(marker)).in(place, text).found().keySet();
    }
}
