package org.sluis.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Refused;
import org.sluis.client.GatewayClient.Answer;
import org.sluis.client.Trouble;
import org.sluis.gate.StrictCsv;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        description =
                "Record many, a line of a CSV file each. Lines that are rejected are named by number; the rest is on"
                        + " record. The file can be sent again: what is on record already is not recorded twice.")
final class ImportCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int SHOWN = 50;

    @Mixin
    private AsParty who = new AsParty();

    @Parameters(paramLabel = "FILE", description = "CSV (UTF-8) with a header; docs/consents.md describes it.")
    private Path file = Path.of("");

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Write every rejected line there as CSV: line, fault.")
    private @Nullable Path report;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!Files.isRegularFile(file)) {
            throw who.wrong("there is no file " + file);
        }
        byte[] body = Files.readAllBytes(file);
        who.saying().print("Sending " + (lines(body) - 1) + " lines.");
        Answer answer = who.connect().post("v1/consents/import", body, Map.of("Content-Type", "text/csv"), PATIENCE);
        if (!answer.ok()) {
            return who.saying().told(answer, "");
        }
        List<String> rejected = rejected(answer.body());
        if (report != null) {
            Files.writeString(report, "line,fault\r\n" + String.join("", rejected));
        }
        int wrong = answer.body().path("rejected").size();
        who.saying()
                .print(answer.body().path("recorded") + " recorded, "
                        + answer.body().path("alreadyOnRecord") + " on record already, " + wrong + " rejected.");
        rejected.stream().limit(SHOWN).map(ImportCommand::row).forEach(who.saying()::print);
        if (rejected.size() > SHOWN) {
            who.saying().print("... and " + (rejected.size() - SHOWN) + " more; --report FILE has them all.");
        }
        return wrong == 0 ? Sluis.DONE : Sluis.TOLD_NO;
    }

    private static int lines(byte[] body) throws Trouble {
        try {
            return StrictCsv.lines(body).size();
        } catch (Refused refused) {
            throw new Trouble(
                    "the file is no CSV in UTF-8 (" + refused.reason().code() + " " + String.join(" ", refused.where())
                            + ")",
                    "Nothing was sent. A quote stands around a whole value only.");
        }
    }

    /** A line of the report each. */
    private static List<String> rejected(JsonNode answer) {
        List<String> all = new ArrayList<>();
        answer.path("rejected").forEach(line -> line.path("faults")
                .forEach(fault -> all.add(line.path("line") + "," + fault.asText() + "\r\n")));
        return all;
    }

    private static String row(String reported) {
        String[] values = reported.strip().split(",", 2);
        return String.format(Locale.ROOT, "%6s  %s", values[0], values[1]);
    }
}
