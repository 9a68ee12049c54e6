package org.sluis.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluis.architecture.Rule.dependsOn;
import static org.sluis.architecture.Rule.inside;
import static org.sluis.architecture.Rule.is;
import static org.sluis.architecture.Rule.uses;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What the classes of the house may not do, and where they may after all. */
class ArchitectureTest {
    private static final String PROOF = "org.sluis.canonical.Proof";
    private static final Set<String> EMPTY_WORDS =
            Set.of("common", "util", "utils", "core", "impl", "service", "dto", "model", "helper", "misc");
    private static final Predicate<JavaClass> NOWHERE = item -> false;
    private static final Predicate<JavaClass> COMMANDS = inside("org.sluis.cli", "org.sluis.demo");

    static final List<Rule> RULES = List.of(
            Rule.of(
                    "no wall clock",
                    COMMANDS.or(is("org.sluis.SluisApplication")),
                    uses(ArchitectureTest::readsTheWallClock),
                    "a decision is replayed and a test sets the time: inject java.time.Clock",
                    "WallClock",
                    6),
            Rule.of(
                    "no chance",
                    inside("org.sluis.keys", "org.sluis.database").or(is("org.sluis.canonical.Ids")),
                    uses(ArchitectureTest::makesChance),
                    "ids and salts come from one source that a test can fix: inject org.sluis.canonical.Ids",
                    "Randomness",
                    5),
            Rule.of(
                    "a proof cannot be forged: record",
                    NOWHERE,
                    ArchitectureTest::forgeable,
                    "holding a proof is what allows the next step, so only the step before may make one",
                    "ForgedProof",
                    3),
            Rule.of(
                    "a proof cannot be forged: open class",
                    NOWHERE,
                    ArchitectureTest::forgeable,
                    "holding a proof is what allows the next step, so only the step before may make one",
                    "OpenProof",
                    4),
            Rule.of(
                    "no empty names",
                    NOWHERE,
                    ArchitectureTest::emptyNames,
                    "a name says what a thing is for (house.md, section 7)",
                    "util.ConsentHelper",
                    2),
            Rule.of(
                    "one log",
                    COMMANDS,
                    uses(ArchitectureTest::bypassesTheLog),
                    "only the structured log escapes control characters and leaves out content",
                    "Talker",
                    4),
            Rule.of(
                    "Camel in its place",
                    inside("org.sluis.disclosure", "org.sluis.delivery", "org.sluis.connector")
                            .or(item -> item.getPackageName().equals("org.sluis")),
                    dependsOn("org.apache.camel."),
                    "what decides, protects and records does not know how messages travel",
                    "CamelEverywhere",
                    3),
            Rule.of(
                    "passes for folders alone",
                    inside("org.sluis.disclosure.folder", "org.sluis.party").or(is("org.sluis.disclosure.Posting")),
                    dependsOn("org.sluis.party.Passes"),
                    "a pass speaks for a party without its key: only a door that nobody calls makes one",
                    "Impostor",
                    1),
            Rule.of(
                    "no XSLT of the FHIR core",
                    NOWHERE,
                    dependsOn("org.hl7.fhir.utilities.XsltUtilities"),
                    "it resolves external entities below 6.9.10, which cannot be had here"
                            + " (docs/decisions/2026-11-22-version-floors.md)",
                    "StyleSheet",
                    1));

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.sluis");

    @ParameterizedTest
    @FieldSource("RULES")
    void holds(Rule rule) {
        rule.holds().check(MAIN);
    }

    @ParameterizedTest
    @FieldSource("RULES")
    void refusesItsCounterexample(Rule rule) {
        JavaClasses broken = new ClassFileImporter().importClasses(rule.counterexample());

        assertThat(rule.holds().evaluate(broken).getFailureReport().getDetails())
                .hasSize(rule.ways());
    }

    @Test
    void thereAreClassesAndProofsToCheck() {
        assertThat(MAIN).hasSizeGreaterThan(20);
        assertThat(MAIN.stream().filter(ArchitectureTest::isProof)).hasSizeGreaterThanOrEqualTo(2);
    }

    private static boolean readsTheWallClock(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        String name = access.getName();
        boolean takesClock = access.getDescription().contains("(java.time.Clock)");
        return owner.getPackageName().equals("java.time") && name.equals("now") && !takesClock
                || owner.isEquivalentTo(java.time.Clock.class) && name.startsWith("system")
                || owner.isEquivalentTo(java.time.Clock.class) && name.startsWith("tick") && !takesClock
                || owner.isEquivalentTo(System.class) && name.equals("currentTimeMillis")
                || owner.isEquivalentTo(java.util.Calendar.class) && name.equals("getInstance")
                || owner.isEquivalentTo(java.util.Date.class)
                        && access.getDescription().contains("<init>()");
    }

    private static boolean makesChance(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        String name = access.getName();
        return owner.isEquivalentTo(java.util.UUID.class) && name.equals("randomUUID")
                || name.equals("random") && (owner.isEquivalentTo(Math.class) || owner.isEquivalentTo(StrictMath.class))
                || owner.isAssignableTo(java.util.random.RandomGenerator.class)
                        && (name.equals("<init>") || name.equals("current") || name.startsWith("getInstance"));
    }

    private static boolean isProof(JavaClass item) {
        return !item.isInterface() && item.isAssignableTo(PROOF);
    }

    private static Stream<String> forgeable(JavaClass item) {
        if (!isProof(item)) {
            return Stream.empty();
        }
        List<String> found = new ArrayList<>();
        if (!item.getModifiers().contains(JavaModifier.FINAL)) {
            found.add(item.getName() + " is not final");
        }
        if (item.isRecord()) {
            found.add(item.getName() + " is a record, whose constructor is as public as itself");
        }
        if (item.isAssignableTo(java.io.Serializable.class)) {
            found.add(item.getName() + " is serialisable, so bytes can make one");
        }
        if (item.getConstructors().stream()
                .anyMatch(each -> each.getModifiers().contains(JavaModifier.PUBLIC)
                        || each.getModifiers().contains(JavaModifier.PROTECTED))) {
            found.add(item.getName() + " has a constructor that other packages can call");
        }
        if (item.isRecord() || item.tryGetMethod("toString").isEmpty()) {
            found.add(item.getName() + " does not say in a toString of its own that it shows ids only");
        }
        return found.stream();
    }

    private static Stream<String> emptyNames(JavaClass item) {
        Stream<String> type = Stream.of(item.getSimpleName())
                .filter(name -> name.matches(".*(Impl|Manager|Util|Utils|Helper)"))
                .map(name -> item.getName() + " has an empty name");
        Stream<String> folder = Stream.of(item.getPackageName().split("\\."))
                .filter(EMPTY_WORDS::contains)
                .map(word -> item.getName() + " lives in a package called " + word);
        return Stream.concat(type, folder);
    }

    private static boolean bypassesTheLog(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        return owner.getPackageName().equals("java.util.logging")
                || owner.isEquivalentTo(System.class) && Set.of("out", "err").contains(access.getName())
                || owner.isAssignableTo(Throwable.class) && access.getName().equals("printStackTrace");
    }
}
