package org.sluis.policy.lint;

import org.sluis.policy.pack.PackFault;

/**
 * One thing that lint found.
 *
 * @param file as seen from the folder of the policies; never empty
 * @param line from 1; 0 where the whole file is meant
 * @param instead what to write instead
 */
public record Finding(String file, int line, Severity severity, String wrong, String instead) {

    static Finding of(PackFault fault, Severity severity) {
        return new Finding(fault.file(), fault.line(), severity, fault.wrong(), fault.instead());
    }

    /** Whether it is about a file of this pack. */
    public boolean in(String pack) {
        return file.equals(pack) || file.startsWith(pack + "/");
    }

    /** One line, as compilers write it. */
    @Override
    public String toString() {
        return file + ":" + line + ": " + severity.code() + ": " + wrong + "; " + instead;
    }
}
