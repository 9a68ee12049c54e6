package org.sluis.policy.cases;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.sluis.law.Law;
import org.sluis.policy.DecisionInput;
import org.sluis.policy.DecisionPoint;
import org.sluis.policy.Packs;
import org.sluis.policy.Policy;
import org.sluis.policy.pack.PackFault;
import org.sluis.policy.pack.PackNotValid;

/**
 * The case of one file, with the rules of the folder it lies in.
 *
 * @param who the invented situation, in words
 * @param point that decides by these rules
 * @param input what the case says is known
 */
public record OneCase(String who, Packs packs, DecisionPoint point, DecisionInput input) {

    /**
     * @throws IllegalArgumentException where the file does not lie in permit/ or deny/ of a policy pack
     * @throws PackNotValid where the rules or the case have a fault, with file, line and what to write instead
     */
    public static OneCase read(Path file) {
        Path policies = above(above(above(file.toAbsolutePath().normalize())));
        if (!Files.isRegularFile(policies.resolve("dictionary.yaml"))) {
            throw noCase(file);
        }
        Packs packs = Packs.load(policies);
        Law law = Law.load(policies.resolve("law").resolve("nl"));
        return read(packs, DecisionPoint.of(packs, law), file);
    }

    /** Another case, with the same rules; as {@link #read}. */
    public OneCase other(Path file) {
        return read(packs, point, file);
    }

    private static OneCase read(Packs packs, DecisionPoint point, Path file) {
        Path whole = file.toAbsolutePath().normalize();
        String folder = name(above(whole));
        Policy policy = packs.all().stream()
                .filter(each -> each.pack().id().equals(name(above(above(whole)))))
                .filter(each -> Set.of(CaseReader.PERMIT, "deny").contains(folder))
                .findFirst()
                .orElseThrow(() -> noCase(file));
        List<PackFault> faults = new ArrayList<>();
        PolicyCase read = new CaseReader(policy, point).read(whole, folder, faults);
        if (read == null) {
            throw new PackNotValid(faults);
        }
        return new OneCase(read.who(), packs, point, read.input());
    }

    private static IllegalArgumentException noCase(Path file) {
        return new IllegalArgumentException(
                name(file) + " is no case: a case lies in permit/ or deny/ of a policy pack");
    }

    /** The folder above; at the top the top itself. */
    private static Path above(Path path) {
        Path above = path.getParent();
        return above == null ? path : above;
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }
}
