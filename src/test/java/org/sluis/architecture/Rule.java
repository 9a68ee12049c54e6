package org.sluis.architecture;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.sluis.architecture.counterexample.Counterexamples;

/** One rule over all classes, and the class that breaks it in the given number of ways. */
record Rule(String name, ArchRule holds, Class<?> counterexample, int ways) {

    /** Each class that is not in {@code place} has no findings. */
    static Rule of(
            String name,
            Predicate<JavaClass> place,
            Function<JavaClass, Stream<String>> findings,
            String because,
            String counterexample,
            int ways) {
        ArchCondition<JavaClass> condition = new ArchCondition<>(name) {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                if (!place.test(item)) {
                    findings.apply(item).forEach(found -> events.add(SimpleConditionEvent.violated(item, found)));
                }
            }
        };
        return new Rule(
                name,
                ArchRuleDefinition.classes().should(condition).because(because),
                Counterexamples.named(counterexample),
                ways);
    }

    /** A rule against some calls, constructor calls, method references and field accesses. */
    static Function<JavaClass, Stream<String>> uses(Predicate<JavaAccess<?>> banned) {
        return item -> item.getAccessesFromSelf().stream().filter(banned).map(JavaAccess::getDescription);
    }

    /** A rule against any dependency on the types whose full name starts so. */
    static Function<JavaClass, Stream<String>> dependsOn(String prefix) {
        return item -> item.getDirectDependenciesFromSelf().stream()
                .filter(found -> found.getTargetClass().getName().startsWith(prefix))
                .map(found -> found.getDescription());
    }

    /** These packages with all below them. */
    static Predicate<JavaClass> inside(String... packages) {
        return item -> Stream.of(packages)
                .anyMatch(each -> item.getPackageName().equals(each)
                        || item.getPackageName().startsWith(each + "."));
    }

    /** This class with those nested in it. */
    static Predicate<JavaClass> is(String type) {
        return item -> item.getName().equals(type) || item.getName().startsWith(type + "$");
    }

    @Override
    public String toString() {
        return name;
    }
}
