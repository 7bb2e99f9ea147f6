package dev.interlock.protobuf;

import dev.interlock.bytes.Slice;
import dev.interlock.generated.text.ClientText;

/**
 * Finds numbers in ProtoJSON that may exceed the {@linkplain ClientText#MAX_DIGITS limit on digits}. Also looks into
 * strings and names.
 */
final class ProtobufJsonNumbers {
    private ProtobufJsonNumbers() {}

    /**
     * Whether the text may contain a number that is too long, also in a string or a name. The usual result is false,
     * and then the text certainly has no such number.
     *
     * @param json well-formed JSON
     */
    static boolean mayBeLong(Slice json) {
        byte[] bytes = json.array();
        int end = json.offset() + json.length();
        int at = json.offset();
        while (at < end) {
            byte next = bytes[at];
            boolean isString = next == '"';
            if (!isString && !isNumeric(next)) {
                at++;
                continue;
            }
            int from = isString ? at + 1 : at;
            int to = isString ? stringEnd(bytes, from, end) : numberEnd(bytes, from, end);
            if (isString ? mayBeLongString(bytes, from, to) : !ClientText.isBoundedDecimal(bytes, from, to)) {
                return true;
            }
            at = isString ? to + 1 : to;
        }
        return false;
    }

    private static boolean isNumeric(byte value) {
        return (value >= '0' && value <= '9') || value == '-';
    }

    private static int numberEnd(byte[] bytes, int from, int end) {
        int to = from;
        while (to < end && (isNumeric(bytes[to]) || "+.eE".indexOf(bytes[to]) >= 0)) {
            to++;
        }
        return to;
    }

    private static int stringEnd(byte[] bytes, int from, int end) {
        int to = from;
        while (to < end && bytes[to] != '"') {
            to += bytes[to] == '\\' ? 2 : 1;
        }
        return to;
    }

    /**
     * Whether a string may be a number that is too long. The string may contain escapes, and digits of any script,
     * because Java accepts these in numbers.
     */
    private static boolean mayBeLongString(byte[] bytes, int from, int to) {
        if (from >= to || !mayBegin(bytes[from])) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (bytes[i] < 0 || bytes[i] == '\\') {
                return true;
            }
        }
        return !ClientText.isBoundedDecimal(bytes, from, to);
    }

    private static boolean mayBegin(byte first) {
        return isNumeric(first) || first == '+' || first == '.' || first == '\\' || first < 0;
    }
}
