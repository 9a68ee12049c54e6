package org.sluis.insight.report;

import java.sql.Connection;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.Label;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Refused;
import org.sluis.party.Directory;
import org.sluis.party.Party;
import org.sluis.party.PartyKind;
import org.sluis.policy.DecisionPoint;
import org.sluis.policy.Explanation.Language;
import org.sluis.policy.KindWords;
import org.sluis.policy.Policy;
import org.sluis.policy.papers.Words;
import org.sluis.policy.replay.Replayed;

/**
 * What organisations, purposes, elements and categories are called, in one language and for one controller.
 *
 * @param papers the words of that language for what policies say
 */
record Names(
        Connection connection,
        String tenant,
        Directory directory,
        DecisionPoint rules,
        Dictionary dictionary,
        Language language,
        Words papers) {

    String say(Label label) {
        return language == Language.NL ? label.nl() : label.en();
    }

    Named party(String id) {
        return new Named(id, find(id).map(Party::name).orElse(id));
    }

    /** What the organisation is to the law; empty where the directory does not know it. */
    Optional<PartyKind> kind(String id) {
        return find(id).map(Party::kind);
    }

    private Optional<Party> find(String id) {
        try {
            return directory.find(connection, tenant, new PartyId(id));
        } catch (Refused notAnId) {
            return Optional.empty();
        }
    }

    /** As the policy called it that decided; else as one does that is in force. */
    Named purpose(String id, Replayed.@Nullable Past past) {
        Policy decided = past == null ? null : past.point().packs().find(past.input());
        return Optional.ofNullable(decided)
                .or(() -> rules.packs().all().stream()
                        .filter(each -> each.pack().purpose().value().equals(id))
                        .findFirst())
                .map(policy -> new Named(id, say(policy.pack().label())))
                .orElse(new Named(id, id));
    }

    Report.Detail element(String id) {
        return dictionary
                .find(id)
                .map(element -> new Report.Detail(
                        id,
                        say(new Label(element.nl(), element.en())),
                        category(element.category()).name()))
                .orElse(new Report.Detail(id, id, ""));
    }

    Named category(String id) {
        return new Named(id, dictionary.names(id) && dictionary.find(id).isEmpty() ? say(dictionary.category(id)) : id);
    }

    /** What a policy says in one language, in this one where the papers know it. */
    String text(String asWritten) {
        return papers.text(asWritten);
    }

    /** All organisations of a kind. */
    Named kindOf(String code) {
        return Arrays.stream(PartyKind.values())
                .filter(kind -> kind.code().equals(code))
                .findFirst()
                .map(kind -> new Named(code, say(KindWords.of(kind))))
                .orElse(new Named(code, code));
    }
}
