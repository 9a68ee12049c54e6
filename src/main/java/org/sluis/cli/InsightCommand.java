package org.sluis.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sluis.audit.LogVerifier;
import org.sluis.audit.proof.TlogProof;
import org.sluis.client.GatewayClient.Fetched;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The report for a family: made at a running gateway, and checked anywhere. */
@Command(
        name = "insight",
        synopsisSubcommandLabel = "COMMAND",
        description =
                "Tell a family what was shared about a child; check the proofs in such a report; tell parties what they watch.",
        subcommands = {InsightCommand.Report.class, InsightCommand.Check.class, InsightIndicatorsCommand.class})
final class InsightCommand {
    private static final ObjectMapper JSON = new ObjectMapper();

    private InsightCommand() {}

    /** For whom. */
    static final class Whom {
        @Option(names = "--youth", description = "It is for the young person.")
        private boolean youth;

        @Option(names = "--holder", paramLabel = "ID", description = "It is for this person: the school's own id.")
        private @Nullable String holder;
    }

    @Command(
            name = "report",
            description =
                    "Make the report for one person about one pupil. For a privacy officer of the pupil's school; the log says who"
                            + " made it, and for whom as a word.",
            footer = {
                "",
                "Example: ./sluis insight report overzicht.pdf --subject WL-2017-031 --holder WL-V-0311 --as de-linde"
                        + " --client linde-1"
            })
    static final class Report implements Callable<Integer> {
        @Mixin
        private AsParty who = new AsParty();

        @Parameters(
                paramLabel = "FILE",
                description = "A new file, for you alone to read: .pdf for people, .json with the proofs.")
        private Path file = Path.of("");

        @Option(
                names = "--subject",
                required = true,
                paramLabel = "ID",
                description = "The school's own id of a pupil.")
        private String subject = "";

        @ArgGroup(multiplicity = "1")
        private Whom whom = new Whom();

        @Option(
                names = "--language",
                paramLabel = "nl|en",
                defaultValue = "nl",
                description = "In which language (default: ${DEFAULT-VALUE}).")
        private String language = "nl";

        @Override
        public Integer call() throws IOException, InterruptedException {
            boolean pdf = file.toString().endsWith(".pdf");
            if (!pdf && !file.toString().endsWith(".json")) {
                throw who.wrong("FILE ends in .pdf or .json");
            } else if (Files.exists(file)) {
                throw who.wrong(file + " is there already");
            }
            ObjectNode body = RuleCommands.object();
            body.put("subject", subject).put("language", language).put("for", whom.youth ? "youth" : "holder");
            if (whom.holder != null) {
                body.put("holder", whom.holder);
            }
            Fetched report = who.connect()
                    .fetched(
                            "v1/insight/reports",
                            body.toString().getBytes(StandardCharsets.UTF_8),
                            pdf ? "application/pdf" : "application/json");
            if (!report.answer().ok()) {
                return who.saying().told(report.answer(), "");
            }
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(file, report.body());
            who.saying().print("report: " + file);
            return Sluis.DONE;
        }
    }

    @Command(
            name = "check",
            description = "Verify that every entry that a report rests on is in the log of this key. Asks no gateway.")
    static final class Check implements Callable<Integer> {
        @Spec
        private @Nullable CommandSpec spec;

        @Parameters(paramLabel = "REPORT", description = "The report, as JSON.")
        private Path report = Path.of("");

        @Option(
                names = "--key",
                paramLabel = "FILE",
                required = true,
                description = "The log's published verifier keys.")
        private Path key = Path.of("");

        @Override
        public Integer call() throws IOException {
            if (spec == null) {
                throw new IllegalStateException("picocli sets it");
            }
            CommandLine line = spec.commandLine();
            for (Path each : List.of(report, key)) {
                if (!Files.isRegularFile(each)) {
                    throw new ParameterException(line, "there is no file " + each);
                }
            }
            List<String> keys = LogVerifier.keys(Files.readAllBytes(key));
            JsonNode read = read(line);
            Set<String> proved = new HashSet<>();
            read.path("evidence").forEach(each -> {
                if (holds(each, keys)) {
                    proved.add(each.path("entry").asText());
                }
            });
            Optional<String> missing = read.findValuesAsText("entry").stream()
                    .filter(entry -> !proved.contains(entry))
                    .findFirst();
            line.getOut()
                    .println(missing.map(entry -> "report: FAILED: entry " + entry + " is not shown to be in this log")
                            .orElse("report: " + proved.size() + " entries, OK"));
            return missing.isEmpty() ? Sluis.DONE : Sluis.TOLD_NO;
        }

        private JsonNode read(CommandLine line) throws IOException {
            try {
                JsonNode read = JSON.readTree(Files.readAllBytes(report));
                if (read.path("evidence").isArray()) {
                    return read;
                }
            } catch (JsonProcessingException notJson) {
                // said below
            }
            throw new ParameterException(line, report + " is no report as JSON");
        }

        private static boolean holds(JsonNode each, List<String> keys) {
            String leaf = each.path("leaf").asText();
            return leaf.matches("[0-9a-f]{64}")
                    && TlogProof.read(each.path("proof").asText())
                            .filter(proof -> proof.index() == each.path("entry").asLong(-1))
                            .filter(proof -> proof.verifies(HexFormat.of().parseHex(leaf), keys))
                            .isPresent();
        }
    }
}
