package org.sluis.insight.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.sluis.audit.reading.LoggedEntry;
import org.sluis.insight.report.Report.Detail;
import org.sluis.insight.report.Report.Kept;
import org.sluis.insight.report.Report.Look;
import org.sluis.insight.report.Report.Shared;
import org.sluis.insight.report.Report.Statement;

/** A report on paper: the same as its JSON, in sentences, with place and hash of each entry in an annex. */
final class ReportPdf {
    private final Written written;
    private final Paper paper;

    private ReportPdf(Written written, Paper paper) {
        this.written = written;
        this.paper = paper;
    }

    static byte[] of(Written written) {
        String title = written.say("title");
        try {
            Paper paper = new Paper(
                    written.language().code(),
                    title,
                    written.report().madeAt().atZone(written.zone()),
                    page -> title + " – " + written.say("page", "n", String.valueOf(page)));
            new ReportPdf(written, paper).write(title);
            return paper.bytes();
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
    }

    private void write(String title) throws IOException {
        Report report = written.report();
        paper.heading(1, title);
        paper.paragraph(written.say(report.holder() == null ? "for-youth" : "for-holder"));
        for (String line : written.preface()) {
            paper.paragraph(line);
        }
        head("disclosures", report.disclosures());
        for (Shared each : report.disclosures()) {
            shared(each);
        }
        head("statements", report.statements());
        for (Statement each : report.statements()) {
            statement(each);
        }
        head("looks", report.looks());
        if (!report.looks().isEmpty()) {
            paper.list(report.looks().stream().map(this::look).toList());
        }
        annex();
    }

    private void head(String key, Collection<?> what) throws IOException {
        paper.heading(2, written.say(key));
        if (what.isEmpty()) {
            paper.paragraph(written.say("no-" + key));
        }
    }

    private void shared(Shared each) throws IOException {
        String at = written.moment(each.steps().get(0).at());
        paper.heading(
                3,
                written.say(
                        "from-to", "from", each.from().name(), "to", each.to().name(), "at", at));
        paper.paragraph(written.say("purpose", "purpose", each.purpose().name()));
        paper.paragraph(written.outcome(each));
        Report.Basis basis = each.basis();
        if (basis != null) {
            paper.paragraph(
                    written.say("basis", "art6", basis.art6(), "art9", basis.art9(), "secrecy", basis.secrecy()));
        }
        for (Statement own : each.own()) {
            paper.paragraph(written.say("on-yours", "day", written.day(written.dayOf(own.recordedAt()))));
        }
        if (each.others()) {
            paper.paragraph(written.say("on-others"));
        }
        if (!each.elements().isEmpty()) {
            String key = each.state().equals("delivered") ? "elements" : "elements-meant";
            paper.paragraph(written.say(key, "elements", details(each.elements())));
        }
        Map<String, List<Detail>> stayed = each.withheld().stream()
                .collect(Collectors.groupingBy(
                        Kept::why, TreeMap::new, Collectors.mapping(Kept::element, Collectors.toList())));
        for (Map.Entry<String, List<Detail>> kept : stayed.entrySet()) {
            paper.paragraph(written.say(
                    "withheld", "elements", details(kept.getValue()), "why", written.because(kept.getKey())));
        }
        paper.list(each.steps().stream().map(this::step).toList());
    }

    private void statement(Statement each) throws IOException {
        paper.heading(3, written.say(each.effect(), "to", each.to().name()));
        paper.paragraph(written.say("purpose", "purpose", each.purpose().name()));
        paper.paragraph(written.say("categories", "categories", names(each.categories())));
        paper.paragraph(written.say("period", "from", written.day(each.from()), "until", written.day(each.until())));
        if (each.order()) {
            paper.paragraph(written.say("order"));
        }
        paper.list(each.steps().stream().map(this::step).toList());
    }

    private String step(LoggedEntry entry) {
        return written.say("step", "at", written.moment(entry.at()), "what", written.say(entry.kind()));
    }

    private String look(Look each) {
        return written.say(
                "look",
                "at",
                written.moment(each.step().at()),
                "by",
                each.by().name(),
                "what",
                written.say(each.what()));
    }

    private void annex() throws IOException {
        paper.heading(2, written.say("annex"));
        paper.paragraph(written.say("annex-what"));
        for (LoggedEntry entry : written.report().entries().values()) {
            paper.small(written.say("entry", "index", String.valueOf(entry.index()), "leaf", entry.leaf()));
        }
        paper.heading(3, written.say("checkpoint"));
        for (String line : written.proved().note().lines().toList()) {
            paper.small(line);
        }
        paper.heading(3, written.say("keys"));
        for (String key : written.proved().keys()) {
            paper.small(key);
        }
    }

    /** By what they are about: a label alone is no more than Who, or From. */
    private static String details(List<Detail> all) {
        return all.stream()
                .collect(Collectors.groupingBy(
                        Detail::category,
                        LinkedHashMap::new,
                        Collectors.mapping(Detail::name, Collectors.joining(", ", " (", ")"))))
                .entrySet()
                .stream()
                .map(each -> each.getKey() + each.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String names(List<Named> all) {
        return all.stream().map(Named::name).collect(Collectors.joining(", "));
    }
}
