package org.sluis.insight;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sluis.audit.reading.AuditEvents;
import org.sluis.audit.reading.Cursor;
import org.sluis.audit.reading.Finding;
import org.sluis.audit.reading.LogCounts;
import org.sluis.audit.reading.LoggedCsv;
import org.sluis.audit.reading.LoggedEntry;
import org.sluis.audit.reading.Page;
import org.sluis.consent.FormReader;
import org.sluis.party.Caller;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** The log of one's own organisation. What is looked for is posted: an address ends up in too many places. */
@RestController
class LogController {
    private static final String SEARCH = "/v1/log/search";
    private static final String JSON = "application/json";
    private static final String LINES = "application/x-ndjson";
    private static final String CSV = "text/csv";
    private static final String FHIR = "application/fhir+ndjson";
    /** Where a page ended: to be posted as {@code after}; not there on the last. */
    private static final String NEXT = "Sluis-Next";

    private final LogDesk desk;
    private final FindingDesk findings;
    private final AuditEvents events;

    LogController(LogDesk desk, FindingDesk findings, AuditEvents events) {
        this.desk = desk;
        this.findings = findings;
        this.events = events;
    }

    record Counts(List<Map<String, Object>> counts) {}

    record Findings(List<Finding> findings) {}

    @Operation(
            summary =
                    "Entries, newest first, a page at a time: as JSON, a line of JSON each, a table, or a FHIR AuditEvent"
                            + " (IHE BALP) a line")
    @PostMapping(
            path = SEARCH,
            consumes = JSON,
            produces = {JSON, LINES, CSV, FHIR})
    ResponseEntity<String> search(
            Caller caller,
            HttpServletRequest request,
            @RequestHeader(name = "Accept", defaultValue = JSON) String accept)
            throws IOException {
        Page page = desk.page(caller, body(request));
        return switch (form(accept)) {
            case LINES -> lines(page, LINES, "", entry -> entry.line() + "\n");
            case CSV -> lines(page, CSV, LoggedCsv.head(), LoggedCsv::line);
            case FHIR -> lines(page, FHIR, "", entry -> events.line(entry) + "\n");
            default -> json(page);
        };
    }

    /** The first of ours that is accepted. */
    private static String form(String accept) {
        List<MediaType> accepted = MediaType.parseMediaTypes(accept);
        return Stream.of(JSON, LINES, CSV, FHIR)
                .filter(ours -> accepted.stream().anyMatch(MediaType.parseMediaType(ours)::isCompatibleWith))
                .findFirst()
                .orElse(JSON);
    }

    private static ResponseEntity<String> json(Page page) {
        Cursor next = page.next();
        String entries = page.entries().stream().map(LoggedEntry::line).collect(Collectors.joining(",", "[", "]"));
        return answer(
                page,
                JSON,
                "{\"entries\":" + entries + (next == null ? "" : ",\"next\":\"" + next.text() + "\"") + "}");
    }

    @Operation(summary = "How many entries there are, by day, kind, recipient and reason, or what else is asked for")
    @PostMapping(path = "/v1/log/counts", consumes = JSON, produces = JSON)
    Counts counts(Caller caller, HttpServletRequest request) throws IOException {
        return new Counts(desk.counts(caller, body(request)).stream()
                .map(LogController::count)
                .toList());
    }

    @Operation(summary = "What is worth a reviewer's look, with the entries that show it")
    @PostMapping(path = "/v1/log/patterns", consumes = JSON, produces = JSON)
    Findings patterns(Caller caller, HttpServletRequest request) throws IOException {
        return new Findings(findings.reviewed(caller, body(request)).stream()
                .map(FindingDesk.Reviewed::finding)
                .toList());
    }

    private static byte[] body(HttpServletRequest request) throws IOException {
        return request.getInputStream().readNBytes(FormReader.LIMIT + 1);
    }

    private static Map<String, Object> count(LogCounts.Count count) {
        Map<String, Object> row = new LinkedHashMap<>();
        count.by().forEach((column, value) -> row.put(column, value == null ? "" : value));
        row.put("entries", count.entries());
        return row;
    }

    private static ResponseEntity<String> lines(
            Page page, String type, String head, Function<LoggedEntry, String> line) {
        return answer(page, type, page.entries().stream().map(line).collect(Collectors.joining("", head, "")));
    }

    private static ResponseEntity<String> answer(Page page, String type, String body) {
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.ok().contentType(MediaType.parseMediaType(type + ";charset=UTF-8"));
        Cursor next = page.next();
        return (next == null ? answer : answer.header(NEXT, next.text())).body(body);
    }
}
