package dev.interlock.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.generated.text.ClientText;

/**
 * Creates the text of whole requests and responses for the messages of failed assertions. For a body that is not text,
 * shows only the length.
 */
final class ExchangeText {
    private static final String HEAD_END = "\r\n\r\n";

    private ExchangeText() {}

    /** Returns the text that is appended to the message of a failed assertion. */
    static String of(byte[] sent, String response) {
        return "\n\nrequest:\n" + indented(readable(sent)) + "\n\nresponse:\n" + indented(response) + "\n";
    }

    /** Returns a message as text. For a body that is not text, the result has only its length. */
    static String readable(byte[] message) {
        if (message.length == 0) {
            return "(nothing)";
        }
        int end = new String(message, ISO_8859_1).indexOf(HEAD_END);
        int bodyFrom = end < 0 ? message.length : end + HEAD_END.length();
        return new String(message, 0, bodyFrom, UTF_8) + body(message, bodyFrom);
    }

    /** Returns the body that begins at an index as text. If it is not text, returns a description of its length. */
    static String body(byte[] bytes, int from) {
        return isText(bytes, from)
                ? new String(bytes, from, bytes.length - from, UTF_8)
                : "(" + (bytes.length - from) + " bytes that are not text)";
    }

    private static boolean isText(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            byte each = bytes[i];
            boolean control = (each >= 0 && each < ' ') || each == 0x7f;
            if (control && each != '\r' && each != '\n' && each != '\t') {
                return false;
            }
        }
        return ClientText.isUtf8(bytes, from, bytes.length);
    }

    private static String indented(String text) {
        return text.replace("\r\n", "\n")
                .stripTrailing()
                .indent(2)
                .stripTrailing()
                .replace("\n  \n", "\n\n");
    }
}
