package dev.interlock.http;

import java.util.Locale;
import java.util.Set;

/**
 * Tells by its name whether a value is a secret, which no problem document and no log repeats. A name is taken apart into
 * words, at each sign that is neither letter nor digit, and before each capital: {@code userPassword}, {@code user_password}
 * and {@code User-Password} are two words each. It is a secret's if one of the words, or two in a row, are on the list:
 * password, passwd, pwd, passphrase, passcode, secret, token, authorization, auth, credential, bearer, jwt, session, sid, cookie,
 * pin, otp, totp, card, cvv, cvc, ssn; api key, access key, private key. A plural counts as its singular, digits at the end of a word
 * do not count, and two words may be written as one, as in {@code apikey}.
 */
public final class SecretNames {
    private static final Set<String> WORDS = Set.of(
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

    /** Two words of which neither says it alone, and words of the list that are often written with another as one. */
    private static final Set<String> PAIRS = Set.of(
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

    /** Whether the name of a parameter, of a member of JSON or of a field is that of a secret. */
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

    /** The end of the word that begins at an index; the index itself where none begins. */
    private static int wordEnd(String name, int from) {
        int i = from;
        while (i < name.length() && Character.isLetterOrDigit(name.charAt(i)) && (i == from || !begins(name, i))) {
            i++;
        }
        return i;
    }

    /** Whether a word begins within letters: before a capital, of several in a row before the last if that begins one. */
    private static boolean begins(String name, int at) {
        if (!Character.isUpperCase(name.charAt(at))) {
            return false;
        }
        boolean followsCapital = Character.isUpperCase(name.charAt(at - 1));
        boolean isBeforeSmall = at + 1 < name.length() && Character.isLowerCase(name.charAt(at + 1));
        return !followsCapital || isBeforeSmall;
    }

    /** Without digits at the end, and in the singular. */
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
