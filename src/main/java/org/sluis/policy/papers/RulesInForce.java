package org.sluis.policy.papers;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.sluis.canonical.FileSet;
import org.sluis.policy.pack.PackSource;

/**
 * What a gateway says is in force. Every text in it is the one of the digest it was asked by: {@link #pack} and
 * {@link #law} take no other.
 *
 * @param at the moment of which it speaks
 * @param law as the gateway decides by it
 * @param closedRecipients ids of parties to which nothing goes
 * @param closedConnectors names of connectors by which nothing comes in
 */
public record RulesInForce(
        URI gateway,
        Instant at,
        FileSet law,
        List<Standing> policies,
        List<String> closedRecipients,
        List<String> closedConnectors) {

    /**
     * One policy.
     *
     * @param since when it came in force
     * @param approved whether two persons approved it; else it is as it was shipped
     * @param closed whether somebody closed it, so that nothing goes by it
     */
    public record Standing(PackSource source, Instant since, boolean approved, boolean closed) {}

    /**
     * The pack of this digest.
     *
     * @param content as the gateway gave it, in canonical JSON
     * @throws IllegalArgumentException where it is another pack, or its SHA-256 another digest
     */
    public static PackSource pack(String policy, String digest, String content) {
        PackSource source = PackSource.parse(content);
        if (!source.id().equals(policy) || !source.digest().equals(digest)) {
            throw other(policy);
        }
        return source;
    }

    /** The law of this digest. @throws IllegalArgumentException where its SHA-256 is another */
    public static FileSet law(String digest, String content) {
        FileSet files = FileSet.parse(content);
        if (!files.digest().equals(digest)) {
            throw other("the law");
        }
        return files;
    }

    private static IllegalArgumentException other(String what) {
        return new IllegalArgumentException(
                "what the gateway gives as " + what
                        + " is not under the digest it was asked by, so no paper is written; ./sluis policy history tells more");
    }
}
