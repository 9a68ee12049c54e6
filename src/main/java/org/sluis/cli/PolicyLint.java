package org.sluis.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sluis.policy.lint.Finding;
import org.sluis.policy.lint.Lint;
import org.sluis.policy.lint.Severity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "lint",
        description =
                "Look a folder of policies over: what cannot be published, what is doubtful, what to write instead.")
final class PolicyLint implements Callable<Integer> {
    private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "DIR", description = "The folder (default: consent-policies).")
    private @Nullable Path policies;

    @Option(names = "--json", description = "Every finding as JSON, for editors.")
    private boolean json;

    @Override
    public Integer call() throws JsonProcessingException {
        if (spec == null) {
            throw new IllegalStateException("picocli sets it");
        }
        Path folder = policies == null ? Home.folder().resolve("consent-policies") : policies;
        if (!Files.isDirectory(folder)) {
            throw new ParameterException(spec.commandLine(), "there is no folder " + folder);
        }
        Lint lint = Lint.of(folder, today());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(new ObjectMapper()
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(
                            lint.findings().stream().map(PolicyLint::asMap).toList()));
        } else {
            lint.findings().stream()
                    .map(Finding::file)
                    .distinct()
                    .forEach(file -> print(
                            out,
                            file,
                            lint.findings().stream()
                                    .filter(f -> f.file().equals(file))
                                    .toList()));
            out.println(lint.lastLine());
        }
        return lint.count(Severity.ERROR) == 0 ? Sluis.DONE : Sluis.TOLD_NO;
    }

    private static void print(PrintWriter out, String file, List<Finding> findings) {
        out.println(file);
        for (Finding finding : findings) {
            out.println(String.format(
                    Locale.ROOT,
                    "  %4d  %-7s  %s",
                    finding.line(),
                    finding.severity().code(),
                    finding.wrong()));
            out.println("                 → " + finding.instead());
        }
    }

    private static Map<String, Object> asMap(Finding finding) {
        return Map.of(
                "file", finding.file(),
                "line", finding.line(),
                "severity", finding.severity().code(),
                "wrong", finding.wrong(),
                "instead", finding.instead());
    }

    /** The day here, in the law's zone. */
    static LocalDate today() {
        return LocalDate.now(Clock.system(ZONE));
    }
}
