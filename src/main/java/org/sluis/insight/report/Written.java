package org.sluis.insight.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sluis.audit.InclusionProofs.Proved;
import org.sluis.audit.reading.LoggedEntry;
import org.sluis.insight.report.Report.Look;
import org.sluis.insight.report.Report.Shared;
import org.sluis.insight.report.Report.Statement;
import org.sluis.policy.Because;
import org.sluis.policy.Explanation.Language;

/**
 * A report in one language, with the proofs of the entries that it rests on. Of an entry it has place, moment and hash, and never
 * its bytes: those hold what others chose.
 */
record Written(Report report, Language language, ReportWords words, ZoneId zone, Proved proved) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int VERSION = 1;

    String say(String key, String... filled) {
        return words.say(language, key, filled);
    }

    String moment(Instant at) {
        return ReportWords.moment(language, at, zone);
    }

    String day(LocalDate day) {
        return ReportWords.day(language, day);
    }

    LocalDate dayOf(Instant at) {
        return at.atZone(zone).toLocalDate();
    }

    /** Why an element stayed, in plain words. */
    String because(String code) {
        return Because.of(code).text(language);
    }

    /** What the report says before it comes to anything. */
    List<String> preface() {
        String by = report.by().name();
        List<String> lines = new ArrayList<>();
        lines.add(say("made", "by", by, "at", moment(report.madeAt())));
        lines.add(say("about", "pupil", report.pupil(), "by", by));
        String holder = report.holder();
        if (holder != null) {
            lines.add(say("about-holder", "holder", holder));
        }
        lines.add(say("what"));
        lines.add(say("limits"));
        lines.add(say("ask", "by", by));
        return lines;
    }

    /** What became of a disclosure, and why where nothing was shared. */
    String outcome(Shared each) {
        String why = each.why();
        return why == null ? say(each.state()) : say(each.state()) + " " + say("why-" + words.group(why));
    }

    /** {@code docs/insight-report.schema.json}, in UTF-8. */
    byte[] json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("report", "insight");
        json.put("version", VERSION);
        json.put("language", language.code());
        json.put("zone", zone.getId());
        json.put("madeAt", at(report.madeAt()));
        json.put("madeBy", report.by());
        json.put("for", report.holder() == null ? ReportForm.YOUTH : ReportForm.HOLDER);
        json.put("pupil", report.pupil());
        put(json, "holder", report.holder());
        json.put("preface", preface());
        json.put("disclosures", report.disclosures().stream().map(this::shared).toList());
        json.put("statements", report.statements().stream().map(this::statement).toList());
        json.put("looks", report.looks().stream().map(this::look).toList());
        json.put("log", Map.of("checkpoint", proved.note(), "keys", proved.keys()));
        json.put(
                "evidence",
                report.entries().values().stream().map(this::evidence).toList());
        try {
            return JSON.writeValueAsString(json).getBytes(UTF_8);
        } catch (JsonProcessingException never) {
            throw new IllegalStateException(never);
        }
    }

    private Map<String, Object> shared(Shared each) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("disclosure", each.disclosure());
        json.put("at", at(each.steps().get(0).at()));
        json.put("from", each.from());
        json.put("to", each.to());
        json.put("purpose", each.purpose());
        json.put("state", each.state());
        String why = each.why();
        put(json, "why", why == null ? null : words.group(why));
        json.put("text", outcome(each));
        put(json, "basis", each.basis());
        List<Map<String, Object>> consents = new ArrayList<>();
        each.own()
                .forEach(own -> consents.add(Map.of(
                        "by",
                        "you",
                        "consent",
                        own.consent(),
                        "on",
                        dayOf(own.recordedAt()).toString())));
        if (each.others()) {
            consents.add(Map.of("by", "another"));
        }
        json.put("consents", consents);
        json.put("elements", each.elements());
        json.put(
                "withheld",
                each.withheld().stream()
                        .map(kept ->
                                Map.of("element", kept.element(), "because", kept.why(), "text", because(kept.why())))
                        .toList());
        json.put("steps", each.steps().stream().map(this::step).toList());
        return json;
    }

    private Map<String, Object> statement(Statement each) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("consent", each.consent());
        json.put("effect", each.effect());
        json.put("purpose", each.purpose());
        json.put("to", each.to());
        json.put("categories", each.categories());
        json.put("from", each.from().toString());
        json.put("until", each.until().toString());
        json.put("byCourtOrder", each.order());
        json.put("recordedAt", at(each.recordedAt()));
        Instant withdrawn = each.withdrawnAt();
        put(json, "withdrawnAt", withdrawn == null ? null : at(withdrawn));
        json.put("steps", each.steps().stream().map(this::step).toList());
        return json;
    }

    private Map<String, Object> look(Look each) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("at", at(each.step().at()));
        json.put("by", each.by());
        json.put("what", each.what());
        json.put("text", say(each.what()));
        json.put("entry", each.step().index());
        return json;
    }

    private Map<String, Object> step(LoggedEntry entry) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("at", at(entry.at()));
        json.put("kind", entry.kind());
        json.put("text", say(entry.kind()));
        json.put("entry", entry.index());
        return json;
    }

    private Map<String, Object> evidence(LoggedEntry entry) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("entry", entry.index());
        json.put("leaf", entry.leaf());
        json.put(
                "proof",
                Objects.requireNonNull(proved.byIndex().get(entry.index())).text());
        return json;
    }

    private String at(Instant at) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                at.truncatedTo(ChronoUnit.SECONDS).atZone(zone));
    }

    private static void put(Map<String, Object> json, String key, @Nullable Object value) {
        if (value != null) {
            json.put(key, value);
        }
    }
}
