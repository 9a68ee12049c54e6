package org.sluis.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.core.Violations;

/** Each package says in its {@code package-info} which others it may use; nothing else is used. */
class ModularityTest {
    private static final String ROOT = "org.sluis";
    private static final String COUNTEREXAMPLE = "org.sluis.architecture.counterexample.town";

    @Test
    void everyArrowBetweenPackagesIsAllowed() {
        ApplicationModules modules = ApplicationModules.of(ROOT);

        assertThat(modules.stream()).as("modules found").hasSizeGreaterThanOrEqualTo(10);
        modules.verify();
    }

    @Test
    void everyPackageDeclaresItsArrowsAndItsNulls() {
        JavaClasses main = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(ROOT);

        assertThat(main.getPackage(ROOT).getSubpackages()).as("packages found").hasSizeGreaterThanOrEqualTo(10);
        assertThat(undeclared(main.getPackage(ROOT))).isEmpty();
    }

    @Test
    void anArrowThatIsNotAllowedIsRefused() {
        ApplicationModules modules = ApplicationModules.of(COUNTEREXAMPLE, new ImportOption.OnlyIncludeTests());

        assertThatThrownBy(modules::verify)
                .isInstanceOf(Violations.class)
                .hasMessageContaining("school")
                .hasMessageContaining("care");
    }

    @Test
    void aPackageWithoutArrowsOrNullsIsRefused() {
        JavaClasses town = new ClassFileImporter().importPackages(COUNTEREXAMPLE);

        assertThat(undeclared(town.getPackage(COUNTEREXAMPLE)))
                .containsExactlyInAnyOrder(
                        COUNTEREXAMPLE + ".school: no @NullMarked",
                        COUNTEREXAMPLE + ".care: no @NullMarked",
                        COUNTEREXAMPLE + ".care: no @ApplicationModule with its allowedDependencies");
    }

    private static List<String> undeclared(JavaPackage root) {
        List<String> found = new ArrayList<>();
        for (JavaPackage top : root.getSubpackages()) {
            if (!declaresArrows(top)) {
                found.add(top.getName() + ": no @ApplicationModule with its allowedDependencies");
            }
        }
        for (JavaPackage each : root.getSubpackagesInTree()) {
            if (!each.getClasses().isEmpty() && !each.isAnnotatedWith(NullMarked.class)) {
                found.add(each.getName() + ": no @NullMarked");
            }
        }
        return found;
    }

    private static boolean declaresArrows(JavaPackage top) {
        return top.tryGetAnnotationOfType(ApplicationModule.class)
                .filter(module -> !Arrays.asList(module.allowedDependencies()).contains(ApplicationModule.OPEN_TOKEN))
                .isPresent();
    }
}
