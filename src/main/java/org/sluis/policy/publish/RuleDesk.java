package org.sluis.policy.publish;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.party.Caller;
import org.sluis.party.person.Proposal;
import org.sluis.policy.pack.PackSource;

/** How somebody who signed in changes rules: on the same terms as at the doors. Each refusal is in the log. */
public final class RuleDesk {
    private final Publisher publisher;
    private final Closer closer;
    private final Words words;
    private final Rejected rejected;

    RuleDesk(Publisher publisher, Closer closer, Words words, Rejected rejected) {
        this.publisher = publisher;
        this.closer = closer;
        this.words = words;
        this.rejected = rejected;
    }

    /**
     * Keeps a pack under its digest and puts it before a colleague.
     *
     * @param id chosen by who signs
     * @param effective in whole seconds; null: as soon as it is approved
     * @param signature of {@link SignedContent#publishing}
     * @throws Refused POLICY_NOT_VALID with every fault and its place, POLICY_OF_ANOTHER, or as
     *     {@link org.sluis.party.person.FourEyes#propose} does
     */
    public Proposal propose(Caller caller, UUID id, PackSource pack, @Nullable Instant effective, String signature) {
        return rejected.recorded(
                caller,
                () -> publisher.propose(
                        caller, new RuleForm.Publishing(id, pack, pack.digest(), effective, signature)));
    }

    /** Puts before a colleague that a closed recipient or connector opens again. @throws Refused NOT_FOUND where it is not closed; or as {@link #propose} */
    public Proposal reopen(Caller caller, UUID id, String kind, String name, String signature) {
        return rejected.recorded(
                caller,
                () -> publisher.proposeReopening(caller, new RuleForm.Reopening(id, closing(kind, name), signature)));
    }

    /**
     * Closes a policy, a recipient or a connector at once.
     *
     * @throws Refused NOT_FOUND where nothing is called so; ROLE_MISSING
     */
    public void close(Caller caller, String kind, String name) {
        rejected.recorded(caller, () -> {
            closer.close(caller, closing(kind, name));
            return true;
        });
    }

    /**
     * Says what one thinks of a pack, which opens nothing.
     *
     * @param word accepted, advised-for or advised-against
     * @throws Refused POLICY_NOT_VALID for another word or a note of more than 4,000 characters; NOT_FOUND, ROLE_MISSING, POLICY_OF_ANOTHER
     */
    public void say(Caller caller, String digest, String word, @Nullable String note) {
        rejected.recorded(caller, () -> {
            boolean fits =
                    word.matches("accepted|advised-for|advised-against") && (note == null || note.length() <= 4000);
            if (!fits) {
                throw new Refused(Reason.POLICY_NOT_VALID, "/word:not-valid");
            }
            words.say(caller, digest, new RuleForm.Word(word, note));
            return true;
        });
    }

    private static RuleForm.Closing closing(String kind, String name) {
        if (!kind.matches("policy|recipient|connector") || !name.matches("[a-z0-9][a-z0-9-]{0,61}[a-z0-9]")) {
            throw new Refused(Reason.POLICY_NOT_VALID, "/name:not-valid");
        }
        return new RuleForm.Closing(RuleChange.Kind.valueOf(kind.toUpperCase(Locale.ROOT)), name);
    }
}
