package dev.interlock.generated.validate;

/**
 * Email addresses: {@code Local-part "@" Domain} of RFC 5321 section 4.1.2, in ASCII, without quoted local parts and
 * without address literals.
 *
 * <pre>{@code
 * address = local "@" domain
 * local   = atom *("." atom)              ; 64 characters at most (RFC 5321 section 4.5.3.1.1)
 * atom    = 1*(letter / digit / one of !#$%&'*+-/=?^_`{|}~)
 * domain  = label *("." label)            ; 254 characters with all before it (RFC 3696 erratum 1690)
 * label   = letter-or-digit [*(letter-or-digit / "-") letter-or-digit]
 *                                         ; 63 characters at most (RFC 1035 section 2.3.4)
 * }</pre>
 *
 * <p>Reads the text once, without backtracking.
 */
final class EmailAddress {
    private static final int MAX_LENGTH = 254;
    private static final int MAX_LOCAL = 64;
    private static final int MAX_LABEL = 63;
    private static final String ATOM_SYMBOLS = "!#$%&'*+-/=?^_`{|}~";

    private EmailAddress() {}

    static boolean isValid(CharSequence text) {
        if (text.length() > MAX_LENGTH) {
            return false;
        }
        int at = endOfLocal(text);
        return at > 0 && at <= MAX_LOCAL && isDomain(text, at + 1);
    }

    /** Returns the index of the at sign after a local part, or -1 if there is none. */
    private static int endOfLocal(CharSequence text) {
        char previous = '.';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '@') {
                return previous == '.' ? -1 : i;
            }
            boolean fits = c == '.' ? previous != '.' : isAtom(c);
            if (!fits) {
                return -1;
            }
            previous = c;
        }
        return -1;
    }

    private static boolean isDomain(CharSequence text, int from) {
        int label = from;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.') {
                if (!isLabel(text, label, i)) {
                    return false;
                }
                label = i + 1;
            } else if (!isLetterOrDigit(c) && c != '-') {
                return false;
            }
        }
        return isLabel(text, label, text.length());
    }

    private static boolean isLabel(CharSequence text, int from, int to) {
        return to > from && to - from <= MAX_LABEL && text.charAt(from) != '-' && text.charAt(to - 1) != '-';
    }

    private static boolean isAtom(char c) {
        return isLetterOrDigit(c) || ATOM_SYMBOLS.indexOf(c) >= 0;
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
