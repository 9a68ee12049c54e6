package org.sluis.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Dictionary;
import org.sluis.client.GatewayClient.Answer;
import org.sluis.policy.Packs;
import org.sluis.policy.pack.PackFault;
import org.sluis.policy.pack.PackNotValid;
import org.sluis.policy.pack.PackSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "simulate",
        description = "Try the policies of a folder on what a running gateway decided before, and show what they would"
                + " change: what opens and closes, which elements appear and vanish, for whom. Changes nothing. For a"
                + " privacy officer or data protection officer of an organisation that discloses.")
final class PolicySimulateCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private AsParty who = new AsParty();

    @Option(
            names = "--since",
            paramLabel = "DAYS",
            defaultValue = "30d",
            description = "How many days back, for instance 90d (default: ${DEFAULT-VALUE}).")
    private String since = "30d";

    @Option(names = "--policies", paramLabel = "DIR", description = "The folder (default: consent-policies).")
    private @Nullable Path policies;

    @Option(names = "--json", description = "Print the report as JSON, and nothing else.")
    private boolean asJson;

    @Option(
            names = "--lang",
            paramLabel = "LANG",
            defaultValue = "nl",
            description = "What elements and reasons are called: nl or en (default: ${DEFAULT-VALUE}).")
    private String language = "nl";

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!since.matches("[1-9][0-9]{0,3}d")) {
            throw who.wrong("--since '" + since + "' is not a number of days such as 30d");
        }
        if (!language.matches("nl|en")) {
            throw who.wrong("--lang is nl or en");
        }
        Path folder = policies == null ? Home.folder().resolve("consent-policies") : policies;
        if (!Files.isDirectory(folder)) {
            throw who.wrong("there is no folder " + folder);
        }
        PrintWriter out = line().getOut();
        try {
            Dictionary dictionary = Packs.load(folder).dictionary();
            long began = System.nanoTime();
            Answer answer = ask(sources(folder));
            return told(answer, dictionary, (System.nanoTime() - began) / 1e9, out);
        } catch (PackNotValid notValid) {
            notValid.faults().forEach(out::println);
            out.println("simulate: nothing was tried; mend " + notValid.faults().size() + " first");
            return Sluis.TOLD_NO;
        }
    }

    private static List<PackSource> sources(Path folder) {
        List<PackFault> faults = new ArrayList<>();
        List<PackSource> sources = Packs.sources(folder, faults);
        if (!faults.isEmpty()) {
            throw new PackNotValid(faults);
        }
        return sources;
    }

    private Answer ask(List<PackSource> drafts) throws IOException, InterruptedException {
        byte[] body = JSON.writeValueAsBytes(Map.of(
                "since",
                "P" + since.substring(0, since.length() - 1) + "D",
                "packs",
                drafts.stream()
                        .map(draft -> Map.of("id", draft.id(), "files", draft.files()))
                        .toList()));
        return who.connect().lines("v1/simulations", body, new Headway(line().getErr()));
    }

    private int told(Answer answer, Dictionary dictionary, double seconds, PrintWriter out) {
        JsonNode report = answer.body().path("report");
        if (!answer.ok()) {
            return who.saying().told(answer, "");
        } else if (report.isMissingNode()) {
            out.println("simulate: it broke off, so nothing is known (" + answer.text("failed") + ")");
            return Sluis.TOLD_NO;
        } else if (asJson) {
            out.println(report.toPrettyString());
        } else {
            new SimulationTable(dictionary, language).lines(report).forEach(out::println);
            out.println(SimulationTable.lastLine(report, seconds));
        }
        return Sluis.DONE;
    }

    private CommandLine line() {
        if (spec == null) {
            throw new IllegalStateException("picocli sets it");
        }
        return spec.commandLine();
    }
}
