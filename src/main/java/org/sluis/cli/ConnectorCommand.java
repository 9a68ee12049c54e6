package org.sluis.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Dictionary;
import org.sluis.connector.Fixtures;
import org.sluis.connector.NewConnector;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "connector",
        synopsisSubcommandLabel = "COMMAND",
        description = "Make a connector to a system, try it on a message, and run its fixtures.",
        subcommands = {ConnectorCommand.New.class, ConnectorTryCommand.class, ConnectorCommand.Test.class})
final class ConnectorCommand {

    @Command(
            name = "new",
            description = "Make a connector of one there is: its folder and its fixtures, which pass as they stand.",
            footer = {"", "Example: ./sluis connector new klasboek --like rest-json"})
    static final class New implements Callable<Integer> {
        @Spec
        private @Nullable CommandSpec spec;

        @Parameters(paramLabel = "NAME", description = "Of the new one: lower-case letters, digits and hyphens.")
        private String name = "";

        @Option(names = "--like", required = true, paramLabel = "CONNECTOR", description = "The one it starts from.")
        private String like = "";

        @Override
        public Integer call() {
            CommandSpec here = given(spec);
            try {
                new NewConnector(Home.connectors(), Home.connectorFixtures(), dictionary()).make(name, like);
            } catch (IllegalArgumentException wrong) {
                throw new ParameterException(here.commandLine(), wrong.getMessage(), wrong);
            }
            PrintWriter out = here.commandLine().getOut();
            out.println("Made: " + Home.connectors().resolve(name));
            out.println("      " + Home.connectorFixtures().resolve(name));
            out.println("Write what differs in " + name + ".mapping.yaml, then ./sluis connector test " + name);
            return Sluis.DONE;
        }
    }

    @Command(name = "test", description = "Run the fixtures of every connector, or of one, against the mappings.")
    static final class Test implements Callable<Integer> {
        @Spec
        private @Nullable CommandSpec spec;

        @Parameters(arity = "0..1", paramLabel = "NAME", description = "The connector (default: all of them).")
        private @Nullable String name;

        @Option(
                names = "--write",
                description = "Write anew what is derived: what was read or written, reasons, the schema. Look at it.")
        private boolean write;

        @Override
        public Integer call() {
            CommandSpec here = given(spec);
            Fixtures fixtures = new Fixtures(Home.connectors(), Home.connectorFixtures(), dictionary());
            if (name != null && !fixtures.names().contains(name)) {
                throw new ParameterException(
                        here.commandLine(), "there is no connector '" + name + "'; name one of " + fixtures.names());
            }
            if (write) {
                fixtures.names().stream()
                        .filter(each -> name == null || each.equals(name))
                        .forEach(fixtures::write);
            }
            Fixtures.Report report = fixtures.run(name);
            PrintWriter out = here.commandLine().getOut();
            report.wrong().forEach(out::println);
            out.println(report.lastLine());
            return report.right() ? Sluis.DONE : Sluis.TOLD_NO;
        }
    }

    static Dictionary dictionary() {
        return Dictionary.load(Home.folder().resolve("consent-policies/dictionary.yaml"));
    }

    static CommandSpec given(@Nullable CommandSpec spec) {
        if (spec == null) {
            throw new IllegalStateException("picocli sets it");
        }
        return spec;
    }
}
