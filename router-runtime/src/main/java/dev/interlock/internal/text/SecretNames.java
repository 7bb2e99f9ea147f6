package dev.interlock.internal.text;

import java.util.Locale;
import java.util.Set;

/** Recognizes secrets by their names. {@link dev.interlock.annotation.Secret} lists the words for users. */
public final class SecretNames {
    static final Set<String> WORDS = Set.of(
            "password",
            "passwd",
            "pwd",
            "passphrase",
            "passcode",
            "secret",
            "token",
            "authorization",
            "auth",
            "credential",
            "bearer",
            "jwt",
            "session",
            "sid",
            "cookie",
            "pin",
            "otp",
            "totp",
            "card",
            "cvv",
            "cvc",
            "ssn");

    /**
     * Pairs of words that mark a secret. The pair may be written as one word. Some pairs contain a word of
     * {@link #WORDS}, because they are often written as one word, which then has to be in this list.
     */
    static final Set<String> PAIRS = Set.of(
            "apikey",
            "accesskey",
            "privatekey",
            "xapikey",
            "accesstoken",
            "refreshtoken",
            "idtoken",
            "authtoken",
            "csrftoken",
            "sessionid",
            "sessid",
            "jsessionid",
            "phpsessid",
            "cardnumber",
            "creditcard",
            "clientsecret",
            "userpassword",
            "newpassword",
            "oldpassword");

    private SecretNames() {}

    /** Returns whether the name of a parameter, JSON member or field marks a secret. */
    public static boolean isSecret(String name) {
        String before = "";
        int from = 0;
        while (from < name.length()) {
            int end = wordEnd(name, from);
            if (end > from) {
                String whole = name.substring(from, end).toLowerCase(Locale.ROOT);
                String word = plain(whole);
                if (WORDS.contains(word) || PAIRS.contains(word) || PAIRS.contains(before + word)) {
                    return true;
                }
                before = whole;
                from = end;
            } else {
                from++;
            }
        }
        return false;
    }

    /** Returns the end of the word that begins at an index, or the index itself if no word begins there. */
    private static int wordEnd(String name, int from) {
        int i = from;
        while (i < name.length() && Character.isLetterOrDigit(name.charAt(i)) && (i == from || !begins(name, i))) {
            i++;
        }
        return i;
    }

    /**
     * Returns whether a new word begins at this letter. A word begins at a capital after another character, and at the
     * last of several capitals if a small letter follows.
     */
    private static boolean begins(String name, int at) {
        if (!Character.isUpperCase(name.charAt(at))) {
            return false;
        }
        boolean followsCapital = Character.isUpperCase(name.charAt(at - 1));
        boolean isBeforeSmall = at + 1 < name.length() && Character.isLowerCase(name.charAt(at + 1));
        return !followsCapital || isBeforeSmall;
    }

    /** Removes digits at the end, and makes the word singular. */
    private static String plain(String word) {
        int end = word.length();
        while (end > 0 && Character.isDigit(word.charAt(end - 1))) {
            end--;
        }
        if (end > 1 && word.charAt(end - 1) == 's') {
            end--;
        }
        return word.substring(0, end);
    }
}
