package org.sluis.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Refused;
import org.sluis.connector.Connectors;
import org.sluis.gate.Gate;
import org.sluis.policy.Explanation.Language;
import org.sluis.trial.Read;
import org.sluis.trial.Sent;
import org.sluis.trial.Trial;
import org.sluis.trial.Wanted;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "try",
        description =
                "Show what a connector makes of a message, element by element, and with --purpose what a recipient would get"
                        + " of it. Needs no gateway and no database, and keeps and sends nothing. Shows values.",
        footer = {
            "",
            "Example: ./sluis connector try rest-json test-fixtures/disclosures/plan-noor.json \\",
            "           --purpose plan-coordination --consent IDENT,SCHOOL,AUTHORITY,PLAN,GOAL"
        })
final class ConnectorTryCommand implements Callable<Integer> {
    private static final Path PASTED = Path.of("-");

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(index = "0", paramLabel = "NAME", description = "The connector.")
    private String name = "";

    @Parameters(
            index = "1",
            paramLabel = "FILE",
            description = "The message, in the connector's format; - for what is pasted, ended with Ctrl-D.")
    private Path file = Path.of("");

    @Option(
            names = "--purpose",
            paramLabel = "P",
            description = "What for: a purpose of consent-policies, or the id of a policy.")
    private @Nullable String purpose;

    @Option(
            names = "--recipient-connector",
            paramLabel = "C",
            description = "How the recipient is written to (default: what has places for most of it).")
    private @Nullable String recipientConnector;

    @Option(
            names = "--consent",
            paramLabel = "CATEGORY,…|all|none",
            defaultValue = "all",
            description = "What everyone who is asked says yes to (default: ${DEFAULT-VALUE}).")
    private String consent = "all";

    @Option(
            names = "--age",
            paramLabel = "BAND",
            description = "The child's age band (default: by the message's birth date, today).")
    private @Nullable String age;

    @Option(
            names = "--supplement",
            paramLabel = "ELEMENT=TEXT",
            description = "What the format has no place for, as for ./sluis send; once for each element.")
    private Map<String, String> supplement = Map.of();

    @Option(names = "--json", description = "The same as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        CommandSpec here = ConnectorCommand.given(spec);
        byte[] message = message(here);
        Connectors connectors = Connectors.load(Home.connectors(), ConnectorCommand.dictionary());
        SortedSet<String> reading =
                connectors.names().stream().filter(connectors::reads).collect(Collectors.toCollection(TreeSet::new));
        if (!reading.contains(name)) {
            throw wrong(here, "no connector '" + name + "' reads; name one of " + reading);
        }
        Trial trial = new Trial(connectors, Home.folder().resolve("consent-policies"), Home.law(), Clock.systemUTC());
        TrialText text = new TrialText(name, file);
        Read read;
        try {
            read = trial.read(name, message, supplement);
        } catch (Refused refused) {
            PrintWriter err = here.commandLine().getErr();
            text.refused(refused, message).forEach(err::println);
            return Sluis.ASKED_WRONGLY;
        }
        Sent sent = purpose == null ? null : sent(here, trial, read, purpose);
        PrintWriter out = here.commandLine().getOut();
        if (json) {
            Map<String, Object> all = new HashMap<>();
            all.put("messageId", read.messageId());
            all.put("elements", read.rows());
            all.put("sent", sent);
            out.println(new ObjectMapper().valueToTree(all).toPrettyString());
        } else {
            text.read(read).forEach(out::println);
            if (sent != null) {
                text.sent(sent, consent).forEach(out::println);
            }
        }
        return sent == null || sent.goes() ? Sluis.DONE : Sluis.TOLD_NO;
    }

    private Sent sent(CommandSpec here, Trial trial, Read read, String wanted) {
        try {
            return trial.send(read, new Wanted(wanted, recipientConnector, categories(), age), Language.EN);
        } catch (IllegalArgumentException unknown) {
            throw wrong(here, String.valueOf(unknown.getMessage()));
        }
    }

    private @Nullable SortedSet<String> categories() {
        if (consent.equals("all")) {
            return null;
        }
        return consent.equals("none")
                ? new TreeSet<>()
                : Arrays.stream(consent.split(",")).map(String::strip).collect(Collectors.toCollection(TreeSet::new));
    }

    /** One byte more than the gate lets in at most, so that it can tell. */
    private byte[] message(CommandSpec here) throws IOException {
        if (file.equals(PASTED)) {
            return System.in.readNBytes(Gate.MAX_BODY_BYTES + 1);
        }
        if (!Files.isRegularFile(file)) {
            throw wrong(here, "there is no file " + file);
        }
        try (InputStream bytes = Files.newInputStream(file)) {
            return bytes.readNBytes(Gate.MAX_BODY_BYTES + 1);
        }
    }

    private static ParameterException wrong(CommandSpec here, String what) {
        return new ParameterException(here.commandLine(), what);
    }
}
