package dev.interlock.recording.redact;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.bytes.ByteWriter;

/**
 * Redacts bodies by their media type. Rejects a body that it cannot parse, and a body whose type does not show where
 * secrets are. Not safe for use by several threads.
 */
@SuppressWarnings("EnumOrdinal") // The cache holds ints, and nobody stores the ordinals.
final class BodyRedactor {
    private static final byte[] DATA = Texts.ascii("data:");

    private final NameCache kinds = new NameCache(type -> MediaKind.of(type).ordinal(), MediaKind.OPAQUE.ordinal());
    private final JsonRedactor json;
    private final TextScan texts;
    private final FormRedactor forms;
    private final ProtoRedactor messages;

    BodyRedactor(Pseudonyms pseudonyms, NameCache members, FormRedactor forms, Embedded embedded) {
        json = new JsonRedactor(pseudonyms, members, embedded);
        texts = new TextScan(members);
        this.forms = forms;
        messages = new ProtoRedactor(pseudonyms);
    }

    /**
     * Appends a redacted body.
     *
     * @param isRequest whether this is a request body
     * @param kindNumber result of {@link #kind} for the media type
     * @param typeFrom index of the first byte of the media type in {@code types}
     * @param isEncoded whether the body has a content coding
     * @param isCut whether the end of the body is missing
     * @return false if the body must not be recorded; callers must then discard the output
     */
    boolean append(
            RouteRules rules,
            boolean isRequest,
            int kindNumber,
            byte[] types,
            int typeFrom,
            int typeTo,
            boolean isEncoded,
            boolean isCut,
            byte[] bytes,
            int from,
            int to,
            ByteWriter out) {
        MediaKind kind = MediaKind.of(kindNumber);
        RouteRules.Direction direction = rules.direction(isRequest);
        if (kind == MediaKind.OPAQUE || isEncoded) {
            return false;
        }
        if (kind == MediaKind.OTHER || kind == MediaKind.TEXT) {
            return (kind == MediaKind.OTHER || !texts.mayHaveSecret(bytes, from, to))
                    && !rules.hidesInBodies(isRequest)
                    && (!isRequest || reads(rules, types, typeFrom, typeTo))
                    && copy(bytes, from, to, out);
        }
        if (kind == MediaKind.PROTOBUF) {
            return message(direction, isCut, bytes, from, to, out);
        }
        if (direction.isUnseen()) {
            return false;
        }
        json.hide(rules.pointers(), direction.json());
        return switch (kind) {
            case JSON -> json.append(bytes, from, to, isCut, out);
            case FORM -> form(isCut, bytes, from, to, out);
            default -> lines(kind == MediaKind.EVENTS, isCut, bytes, from, to, out);
        };
    }

    /** Returns the number of the kind of bodies with a media type. */
    int kind(byte[] types, int from, int to) {
        return kinds.of(types, from, to);
    }

    /** Returns whether {@link #append} would record a response body unchanged. May return false even then. */
    boolean isPlain(RouteRules rules, int kindNumber, boolean isEncoded, byte[] bytes, int from, int to) {
        MediaKind kind = MediaKind.of(kindNumber);
        return !isEncoded
                && (kind == MediaKind.OTHER || (kind == MediaKind.TEXT && !texts.mayHaveSecret(bytes, from, to)))
                && !rules.hidesInBodies(false);
    }

    private static boolean reads(RouteRules rules, byte[] types, int from, int to) {
        return rules.reads(MediaKind.type(new String(types, from, to - from, UTF_8)));
    }

    private static boolean copy(byte[] bytes, int from, int to, ByteWriter out) {
        out.append(bytes, from, to);
        return true;
    }

    private boolean message(
            RouteRules.Direction direction, boolean isCut, byte[] bytes, int from, int to, ByteWriter out) {
        MessageGraph secrets = direction.secrets();
        if (secrets == null) {
            return false;
        }
        // Even without secret fields, the message is read: the body may be of another type than it says.
        return !isCut && messages.append(secrets, bytes, from, to, out);
    }

    private boolean form(boolean isCut, byte[] bytes, int from, int to, ByteWriter out) {
        int end = to;
        if (isCut) {
            while (end > from && bytes[end - 1] != '&') {
                end--;
            }
        }
        forms.append(bytes, from, end, out);
        return true;
    }

    /** Redacts the JSON of each line. Drops an incomplete line at the end of a cut body. */
    private boolean lines(boolean areEvents, boolean isCut, byte[] bytes, int from, int to, ByteWriter out) {
        int at = from;
        while (at < to) {
            int end = Texts.find(bytes, at, to, (byte) '\n');
            if (end == to && isCut) {
                return true;
            }
            if (!line(areEvents, bytes, at, end, out)) {
                return false;
            }
            if (end < to) {
                out.append((byte) '\n');
            }
            at = end + 1;
        }
        return true;
    }

    private boolean line(boolean isEvent, byte[] bytes, int from, int to, ByteWriter out) {
        int value = from;
        if (isEvent) {
            // A carriage return also ends a line of events, so the field before it may hide the next one.
            if (Texts.find(bytes, from, to, (byte) '\r') < to - 1) {
                return false;
            }
            if (!Texts.startsIgnoreCase(bytes, from, to, DATA)) {
                // Event names, ids and comments are not data.
                return copy(bytes, from, to, out);
            }
            value = Texts.skipSpace(bytes, from + DATA.length, to);
        }
        int end = to > value && bytes[to - 1] == '\r' ? to - 1 : to;
        if (value == end) {
            return copy(bytes, from, to, out);
        }
        out.append(bytes, from, value);
        return json.append(bytes, value, end, false, out) && copy(bytes, end, to, out);
    }
}
