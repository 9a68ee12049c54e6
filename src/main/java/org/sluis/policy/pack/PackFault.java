package org.sluis.policy.pack;

/**
 * One thing that is wrong in a file of a policy pack.
 *
 * @param file the file, as seen from the folder of the packs
 * @param line from 1; 0 where the whole file is meant
 * @param wrong what is wrong
 * @param instead what to write instead
 */
public record PackFault(String file, int line, String wrong, String instead) {

    /** One line, as compilers write it. */
    @Override
    public String toString() {
        return file + ":" + line + ": " + wrong + "; " + instead;
    }
}
