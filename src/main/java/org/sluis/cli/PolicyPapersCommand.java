package org.sluis.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.PartyId;
import org.sluis.policy.papers.Paper;
import org.sluis.policy.papers.Papers;
import org.sluis.policy.papers.RulesInForce;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "papers",
        description =
                "Write the register of processing, the facts for a DPIA, who receives what, the privacy annex and the"
                        + " notice for parents: of the folder, or of what is in force at a running gateway.",
        footer = {"", "Example: ./sluis policy papers --in-force --as de-linde"})
final class PolicyPapersCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private Asker who = new Asker();

    @Option(
            names = "--in-force",
            description =
                    "Of the policies and the law that a running gateway says are in force now, not of the folder.")
    private boolean inForce;

    @Option(names = "--out", paramLabel = "DIR", description = "Where to write them (default: papers, in this folder).")
    private Path out = Path.of("papers");

    @Option(
            names = "--lang",
            paramLabel = "LANG",
            defaultValue = "both",
            description = "nl, en or both (default: ${DEFAULT-VALUE}).")
    private String language = "both";

    @Option(names = "--paper", paramLabel = "NAME", description = "This one alone, for instance register.")
    private @Nullable String paper;

    @Option(
            names = "--date",
            paramLabel = "DAY",
            description = "The day they are written on (default: today). Not with --in-force.")
    private @Nullable LocalDate date;

    @Option(names = "--policies", paramLabel = "DIR", description = "The folder (default: consent-policies).")
    private @Nullable Path policies;

    /** The party that asks, where a gateway is asked. */
    static final class Asker extends AskedGateway {
        @Option(names = "--as", paramLabel = "PARTY", description = "With --in-force: the party that asks.")
        private @Nullable String party;

        @Override
        PartyId party() {
            if (party == null) {
                throw wrong("a gateway tells its rules to a party: say who asks with --as PARTY");
            }
            return party("--as", party);
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = policies == null ? Home.folder().resolve("consent-policies") : policies;
        if (!Files.isDirectory(folder)) {
            throw wrong("there is no folder " + folder);
        } else if (!language.equals("both") && !Papers.LANGUAGES.contains(language)) {
            throw wrong("--lang is nl, en or both");
        } else if (inForce && date != null) {
            throw wrong("--date is for the folder; what is in force is asked now");
        } else if (!inForce && who.party != null) {
            throw wrong("--as is for --in-force; of the folder nobody is asked");
        }
        RulesInForce said = inForce ? AskedRules.now(who.connect(), who.gateway()) : null;
        Papers papers = said == null ? Papers.load(folder) : Papers.of(said, folder);
        if (paper != null && !papers.names().contains(paper)) {
            throw wrong("--paper is one of " + String.join(", ", papers.names()));
        }
        Instant now = said == null ? Clock.systemUTC().instant() : said.at();
        LocalDate day = date == null ? papers.day(now) : date;
        List<Paper> written = new ArrayList<>();
        for (String each : language.equals("both") ? Papers.LANGUAGES : List.of(language)) {
            written.addAll(papers.write(each, day));
        }
        written.removeIf(each -> paper != null && !each.name().equals(paper));
        PrintWriter told = spec().commandLine().getOut();
        for (Paper each : written) {
            Path file = out.resolve(each.file());
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, each.text(), StandardCharsets.UTF_8);
            told.println(file + ": " + each.lines() + " lines");
        }
        return Sluis.DONE;
    }

    private CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("picocli sets it");
        }
        return spec;
    }

    private ParameterException wrong(String what) {
        return new ParameterException(spec().commandLine(), what);
    }
}
