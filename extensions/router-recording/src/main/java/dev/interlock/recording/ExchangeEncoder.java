package dev.interlock.recording;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.recording.redact.Redactor;
import dev.interlock.recording.segment.Lengths;
import org.jspecify.annotations.Nullable;

/**
 * Redacts a captured exchange, and encodes it as a {@code RecordedExchange} behind its length. Confined to the recorder
 * thread.
 */
final class ExchangeEncoder {
    private static final byte[] HTTP = Wire.ascii("http");
    private static final int CLIENT_ERRORS = 400;
    private static final byte[] HTTPS = Wire.ascii("https");
    private static final byte[] NOTHING = {};
    /** Room for the length, the numbers and the time of an exchange. */
    private static final int PREFIX_ROOM = Lengths.BYTES + 3 * Wire.NUMBER_ROOM;
    /** Room for the start of a request without its texts and fields. Scheme and protocol have up to 8 bytes each. */
    private static final int REQUEST_ROOM = PREFIX_ROOM + Wire.TEXT_ROOM + 5 * Wire.TEXT_ROOM + 16 + Long.BYTES;

    private static final int RESPONSE_ROOM = Wire.TEXT_ROOM + Wire.NUMBER_ROOM + Long.BYTES;
    /** Number of connections whose last request fields are cached. */
    private static final int REQUEST_SECTIONS = 512;
    /** Number of routes whose last response fields are cached. */
    private static final int RESPONSE_SECTIONS = 128;

    private final Policies policies;
    private final Redactor redactor;
    private final BodyEncoder bodies;
    private final FieldEncoder fields;
    private final SectionCache requests = new SectionCache(REQUEST_SECTIONS);
    private final SectionCache responses = new SectionCache(RESPONSE_SECTIONS);
    /** Redacted target of the request. */
    private final ByteWriter target = new ByteWriter(4096);

    private byte[] entry = {};
    /** Index of the entry in its array. */
    private int start;

    private RoutePolicy policy;
    private int flags;

    ExchangeEncoder(Policies policies, Redactor redactor) {
        this.policies = policies;
        this.redactor = redactor;
        policy = policies.at(0);
        bodies = new BodyEncoder(redactor);
        fields = new FieldEncoder(redactor);
    }

    /**
     * Appends the message of an exchange.
     *
     * @param captured array with an entry of the ring
     * @param index index of the entry in the array
     * @param unixOffset difference between nanoseconds since 1970 and {@link System#nanoTime}
     */
    void append(byte[] captured, int index, long unixOffset, ByteWriter out) {
        entry = captured;
        start = index;
        policy = policies.at(number(Entry.POLICY));
        flags = number(Entry.FLAGS);
        int from = out.length();
        redactor.beginRequest(hasFailed());
        if ((flags & Entry.HAS_REQUEST) != 0) {
            request(unixOffset, out);
        } else {
            out.ensure(PREFIX_ROOM);
            out.advance(prefix(out.array(), from, unixOffset));
        }
        redactor.beginResponse();
        if ((flags & Entry.HAS_RESPONSE) != 0) {
            response(out);
        }
        end(out);
        Wire.end(from, out);
    }

    /** Writes numbers and time of the exchange, after room for its length. Needs {@link #PREFIX_ROOM}. */
    private int prefix(byte[] into, int from, long unixOffset) {
        int at = from + Lengths.BYTES;
        at = Wire.putNumber(into, at, 1, longNumber(Entry.CONNECTION));
        at = Wire.putNumber(into, at, 2, longNumber(Entry.SEQUENCE));
        return Wire.putNumber(into, at, 3, longNumber(Entry.BEGUN) + unixOffset);
    }

    /** Appends the parts after the response. */
    private void end(ByteWriter out) {
        byte[] template = policy.template();
        int reason = flags >>> Entry.REASON_SHIFT;
        byte[] text = reason == 0 ? NOTHING : ConstantTexts.ABORT_REASONS[reason - 1];
        out.ensure(2 * Wire.TEXT_ROOM + template.length + text.length + Wire.NUMBER_ROOM);
        byte[] into = out.array();
        int at = Wire.putBytes(into, out.length(), 6, template, 0, template.length);
        at = Wire.putBytes(into, at, 7, text, 0, text.length);
        out.advance(Wire.putNumber(into, at, 8, (flags & Entry.IS_LATE) == 0 ? 0 : 1));
    }

    /** Returns a number of the fixed part of the entry. */
    private int number(int index) {
        return Entry.getInt(entry, start + index);
    }

    private long longNumber(int index) {
        return Entry.getLong(entry, start + index);
    }

    /** Returns whether the response is an error, which may repeat hidden values of the request. */
    private boolean hasFailed() {
        return number(Entry.STATUS) >= CLIENT_ERRORS;
    }

    private void request(long unixOffset, ByteWriter out) {
        int bounds = start + Entry.FIXED;
        int count = number(Entry.REQUEST_FIELDS);
        int head = bounds + (Entry.HEAD_BOUNDS + Entry.FIELD_BOUNDS * count) * Integer.BYTES;
        int authority = bounds + number(Entry.HEAD_BYTES);
        int body = authority + number(Entry.AUTHORITY_BYTES);
        int fieldsFrom = head + number(Entry.FIELDS_FROM);
        int fieldsTo = fieldsFrom + number(Entry.FIELDS_BYTES);
        int names = head + number(Entry.FIELDS_ORIGIN);
        fields.begin(entry, bounds + Entry.HEAD_BOUNDS * Integer.BYTES, count, names, fieldsFrom, fieldsTo);
        long key = longNumber(Entry.CONNECTION);
        SectionCache.Section known = hasFailed() ? null : fields.find(requests, key);
        int from = line(bounds, head - number(Entry.HEAD_BASE), authority, body, known, unixOffset, out);
        if (known == null) {
            fields(6, requests, key, out);
        }
        long total = longNumber(Entry.REQUEST_TOTAL);
        boolean isWhole = (flags & Entry.HAS_BODY) == 0 || (flags & Entry.BODY_IS_COMPLETE) != 0;
        if (total > 0 || !isWhole) {
            bodies.begin(entry, body, body + number(Entry.REQUEST_BODY), total, isWhole);
            if ((flags & Entry.HAS_REQUEST_DIGEST) != 0) {
                bodies.digestAt(start + number(Entry.LENGTH) - number(Entry.DIGESTS));
            }
            bodies.append(7, policy, true, fields, out);
        }
        Wire.end(from, out);
    }

    /** Appends fields that are not in the cache. The fields of a failed exchange also depend on its other parts. */
    private void fields(int number, SectionCache cache, long key, ByteWriter out) {
        if (hasFailed()) {
            fields.append(number, out);
        } else {
            fields.append(number, cache, key, out);
        }
    }

    /**
     * Appends the start of the exchange and of its request: the parts of the request line, the authority without the
     * user's name and password, and the fields from the cache.
     *
     * @param shift number to add to each bound to get an index in the entry
     * @param stated range of the entry with the authority from a trusted proxy; empty if there is none
     * @param known fields from the cache, or null
     * @return position of the length of the request
     */
    private int line(
            int bounds,
            int shift,
            int stated,
            int statedTo,
            SectionCache.@Nullable Section known,
            long unixOffset,
            ByteWriter out) {
        boolean isStated = statedTo > stated;
        int authorityTo = isStated ? statedTo : Entry.getInt(entry, bounds + 36) + shift;
        int authority =
                Redactor.hostOf(entry, isStated ? stated : Entry.getInt(entry, bounds + 32) + shift, authorityTo);
        int method = Entry.getInt(entry, bounds) + shift;
        int methodTo = Entry.getInt(entry, bounds + 4) + shift;
        byte[] scheme = (flags & Entry.IS_SECURE) != 0 ? HTTPS : HTTP;
        byte[] protocol = ConstantTexts.PROTOCOLS[number(Entry.PROTOCOL)];
        target(bounds, shift);
        int texts = (methodTo - method) + target.length() + (authorityTo - authority);
        out.ensure(REQUEST_ROOM + texts + (known == null ? 0 : known.encodedBytes()));
        byte[] into = out.array();
        int from = Wire.putBegin(into, prefix(into, out.length(), unixOffset), 4);
        int at = Wire.putText(into, from + Lengths.BYTES, 1, entry, method, methodTo);
        at = Wire.putBytes(into, at, 2, target.array(), 0, target.length());
        at = Wire.putBytes(into, at, 3, scheme, 0, scheme.length);
        at = Wire.putText(into, at, 4, entry, authority, authorityTo);
        at = Wire.putBytes(into, at, 5, protocol, 0, protocol.length);
        out.advance(known == null ? at : known.copyTo(into, at));
        return from;
    }

    private void target(int bounds, int shift) {
        int query = Entry.getInt(entry, bounds + 24);
        target.clear();
        redactor.appendTarget(
                policy.rules(),
                entry,
                Entry.getInt(entry, bounds + 8) + shift,
                Entry.getInt(entry, bounds + 12) + shift,
                Entry.getInt(entry, bounds + 16) + shift,
                Entry.getInt(entry, bounds + 20) + shift,
                query < 0 ? -1 : query + shift,
                query < 0 ? -1 : Entry.getInt(entry, bounds + 28) + shift,
                target);
    }

    private void response(ByteWriter out) {
        int bounds = start
                + Entry.FIXED
                + number(Entry.HEAD_BYTES)
                + number(Entry.AUTHORITY_BYTES)
                + number(Entry.REQUEST_BODY);
        int count = number(Entry.RESPONSE_FIELDS);
        int bytesFrom = bounds + Entry.FIELD_BOUNDS * count * Integer.BYTES;
        int body = bounds + number(Entry.RESPONSE_BYTES);
        fields.begin(entry, bounds, count, bytesFrom + number(Entry.RESPONSE_ORIGIN), bytesFrom, body);
        SectionCache.Section known = hasFailed() ? null : fields.find(responses, policy.index());
        out.ensure(RESPONSE_ROOM + (known == null ? 0 : known.encodedBytes()));
        byte[] into = out.array();
        int from = Wire.putBegin(into, out.length(), 5);
        int at = Wire.putNumber(into, from + Lengths.BYTES, 1, number(Entry.STATUS));
        out.advance(known == null ? at : known.copyTo(into, at));
        if (known == null) {
            fields(2, responses, policy.index(), out);
        }
        long total = longNumber(Entry.RESPONSE_TOTAL);
        if (total > 0) {
            boolean isWhole = flags >>> Entry.REASON_SHIFT == 0 && (flags & Entry.IS_FILE) == 0;
            bodies.begin(entry, body, body + number(Entry.RESPONSE_BODY), total, isWhole);
            if ((flags & Entry.HAS_RESPONSE_DIGEST) != 0) {
                bodies.digestAt(start + number(Entry.LENGTH) - Entry.DIGEST_BYTES);
            }
            bodies.append(3, policy, false, fields, out);
        }
        out.ensure(2 * Wire.NUMBER_ROOM);
        at = Wire.putNumber(out.array(), out.length(), 4, time(Entry.FIRST_BYTE));
        out.advance(Wire.putNumber(out.array(), at, 5, time(Entry.LAST_BYTE)));
        Wire.end(from, out);
    }

    /** Returns the nanoseconds from the arrival of the request until an event, or 0 without the event. */
    private long time(int index) {
        long time = longNumber(index);
        return time == 0 ? 0 : Math.max(0, time - longNumber(Entry.BEGUN));
    }
}
