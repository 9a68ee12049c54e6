package org.sluis.consent.csv;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.sluis.audit.Event;
import org.sluis.audit.EventKind;
import org.sluis.audit.Ledger;
import org.sluis.canonical.Refused;
import org.sluis.consent.ConsentForm;
import org.sluis.consent.ConsentRecorder;
import org.sluis.consent.Rejections;
import org.sluis.gate.StrictCsv;
import org.sluis.party.Caller;

/** Records a table of consents, a line a transaction, through the recorder that every form goes through. */
public final class ConsentImport {
    private final ConsentRecorder recorder;
    private final Rejections rejections;
    private final Ledger ledger;
    private final Clock clock;

    ConsentImport(ConsentRecorder recorder, Rejections rejections, Ledger ledger, Clock clock) {
        this.recorder = recorder;
        this.rejections = rejections;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** @param line of the file, the first is 1 @param faults as a form has them; {@code /subject:not-found} for no pupil of the school's */
    public record Rejected(int line, List<String> faults) {}

    /** What became of each line below the first. */
    public record Report(int lines, int recorded, int alreadyOnRecord, List<Rejected> rejected) {}

    /**
     * Goes through all lines. A line that is on record already is not recorded again, so that a file can be sent again.
     *
     * @param digest SHA-256 of the file, hexadecimal
     * @throws Refused LOG_UNAVAILABLE halfway: what was recorded until then stays
     */
    Report run(Caller caller, ConsentTable table, String digest) {
        int recorded = 0;
        List<Rejected> rejected = new ArrayList<>();
        for (StrictCsv.Line line : table.lines()) {
            try {
                ConsentForm form = rejections.recorded(caller, () -> table.form(line));
                recorded += recorder.recordOnce(caller, form).isPresent() ? 1 : 0;
            } catch (Refused refused) {
                rejected.add(new Rejected(line.number(), faults(refused)));
            }
        }
        int lines = table.lines().size();
        Report report = new Report(lines, recorded, lines - recorded - rejected.size(), rejected);
        ledger.alone(
                caller.tenant(),
                session -> session.record(Event.of(EventKind.CONSENTS_IMPORTED, caller.tenant(), clock.instant())
                        .with("school", caller.party())
                        .with("client", caller.client())
                        .with("lines", report.lines())
                        .with("recorded", report.recorded())
                        .with("already-on-record", report.alreadyOnRecord())
                        .with("rejected", rejected.size())
                        .committing("file", digest.getBytes(StandardCharsets.US_ASCII))));
        return report;
    }

    private static List<String> faults(Refused refused) {
        return switch (refused.reason()) {
            case CONSENT_NOT_VALID -> refused.where();
            case NOT_FOUND -> List.of("/subject:not-found");
            default -> throw refused;
        };
    }
}
