package org.sluis.policy.papers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Dictionary;
import org.sluis.freetext.Screen;
import org.sluis.law.Law;
import org.sluis.policy.Packs;
import org.sluis.policy.Policy;
import org.sluis.policy.pack.Pack;
import org.sluis.policy.pack.PackFault;
import org.sluis.policy.pack.PackNotValid;
import org.sluis.policy.pack.PackReader;

/**
 * What the papers are about: the rules of a folder as they are written, or those that a gateway says are in force.
 *
 * @param digest of the packs together
 * @param inForce where they are from; null where that is the folder
 */
record Rules(
        List<Pack> packs, Law law, String digest, @Nullable RulesInForce inForce) {

    /** @throws IllegalArgumentException where anything of it could not be put in force, with every fault */
    static Rules ofFolder(Path consentPolicies) {
        Packs packs = Packs.load(consentPolicies);
        Law law = Law.load(consentPolicies.resolve("law").resolve("nl"));
        law.mustName(packs.dictionary()::names);
        return of(packs, law, null);
    }

    /**
     * Of the folder only what may be attested to is asked, which the papers do not show. The law was held against the
     * gateway's own dictionary; a pack may have been published with an older one.
     *
     * @throws IllegalArgumentException where one of them cannot be read here, or none is in force
     */
    static Rules of(RulesInForce said, Path consentPolicies) {
        Dictionary own = Dictionary.load(consentPolicies.resolve("dictionary.yaml"));
        PackReader reader = new PackReader(
                Screen.load(consentPolicies.resolve("free-text/nl"), own).kinds());
        List<PackFault> faults = new ArrayList<>();
        List<Pack> packs = new ArrayList<>();
        for (RulesInForce.Standing each : said.policies()) {
            Pack pack = reader.read(each.source(), faults);
            if (pack != null) {
                packs.add(pack);
            }
        }
        if (!faults.isEmpty()) {
            throw new PackNotValid(faults);
        } else if (packs.isEmpty()) {
            throw new IllegalArgumentException("no policy is in force there, so there is nothing to write of");
        }
        return of(Packs.of(packs, own), Law.of(said.law()), said);
    }

    private static Rules of(Packs packs, Law law, @Nullable RulesInForce said) {
        return new Rules(packs.all().stream().map(Policy::pack).toList(), law, packs.digest(), said);
    }
}
