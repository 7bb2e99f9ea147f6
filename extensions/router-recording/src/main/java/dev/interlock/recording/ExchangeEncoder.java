package dev.interlock.recording;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.recording.redact.Redactor;
import dev.interlock.recording.redact.RouteRules;
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
    /** Room for the start of a request without method, target and section. */
    private static final int REQUEST_ROOM = PREFIX_ROOM + 3 * Wire.TEXT_ROOM;

    private static final int RESPONSE_ROOM = Wire.TEXT_ROOM + Wire.NUMBER_ROOM;
    /** Limit on the authority of a request whose fields are cached, in bytes. */
    private static final int MAX_AUTHORITY = 256;
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
    private final ByteWriter redacted = new ByteWriter(4096);
    /** Array with the redacted target of the request. */
    private byte[] targetBytes = {};
    /** Range of the redacted target. */
    private int target;

    private int targetTo;
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
        int from = line(bounds, head - number(Entry.HEAD_BASE), authority, body, unixOffset, out);
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

    /**
     * Appends the start of the exchange, and its request without the body.
     *
     * @param shift number to add to each bound to get an index in the entry
     * @param stated range of the entry with the authority from a trusted proxy; empty if there is none
     * @return position of the length of the request
     */
    private int line(int bounds, int shift, int stated, int statedTo, long unixOffset, ByteWriter out) {
        boolean isStated = statedTo > stated;
        int authority = isStated ? stated : Entry.getInt(entry, bounds + 32) + shift;
        int authorityTo = isStated ? statedTo : Entry.getInt(entry, bounds + 36) + shift;
        if (authorityTo <= authority) {
            // Without an authority, the indexes are not in the entry.
            authority = start;
            authorityTo = start;
        }
        SectionCache.Section known = section(authority, authorityTo);
        int method = Entry.getInt(entry, bounds) + shift;
        int methodTo = Entry.getInt(entry, bounds + 4) + shift;
        target(bounds, shift);
        out.ensure(
                REQUEST_ROOM + (methodTo - method) + (targetTo - target) + (known == null ? 0 : known.encodedBytes()));
        byte[] into = out.array();
        int from = Wire.putBegin(into, prefix(into, out.length(), unixOffset), 4);
        int at = Wire.putText(into, from + Lengths.BYTES, 1, entry, method, methodTo);
        at = Wire.putBytes(into, at, 2, targetBytes, target, targetTo);
        out.advance(known == null ? at : known.copyTo(into, at));
        if (known == null) {
            newSection(authority, authorityTo, out);
        }
        return from;
    }

    /** Returns scheme, authority, protocol and fields of a request if the cache has them, or null. */
    private SectionCache.@Nullable Section section(int authority, int authorityTo) {
        // The fields of a failed exchange also depend on its other parts.
        SectionCache.Section known = hasFailed() ? null : fields.find(requests, longNumber(Entry.CONNECTION));
        return known != null && known.isWith(entry, authority, authorityTo, context()) ? known : null;
    }

    /** Returns a number that stands for scheme and protocol. */
    private int context() {
        return (flags & Entry.IS_SECURE) | (number(Entry.PROTOCOL) << Byte.SIZE);
    }

    /** Appends scheme, authority without the user's name and password, protocol and fields. */
    private void newSection(int authority, int authorityTo, ByteWriter out) {
        int start = out.length();
        Wire.bytes(3, (flags & Entry.IS_SECURE) != 0 ? HTTPS : HTTP, out);
        Wire.text(4, entry, Redactor.hostOf(entry, authority, authorityTo), authorityTo, out);
        Wire.bytes(5, ConstantTexts.PROTOCOLS[number(Entry.PROTOCOL)], out);
        fields.append(6, out);
        if (hasFailed() || authorityTo - authority > MAX_AUTHORITY) {
            return;
        }
        SectionCache.Section kept = fields.keep(requests, longNumber(Entry.CONNECTION), out, start);
        if (kept != null) {
            kept.with(entry, authority, authorityTo, context());
        }
    }

    /** Redacts the target of the request. */
    private void target(int bounds, int shift) {
        RouteRules rules = policy.rules();
        int from = Entry.getInt(entry, bounds + 8) + shift;
        int to = Entry.getInt(entry, bounds + 12) + shift;
        int pathFrom = Entry.getInt(entry, bounds + 16) + shift;
        int pathTo = Entry.getInt(entry, bounds + 20) + shift;
        boolean hasQuery = Entry.getInt(entry, bounds + 24) >= 0;
        int query = hasQuery ? Entry.getInt(entry, bounds + 24) + shift : -1;
        int queryTo = hasQuery ? Entry.getInt(entry, bounds + 28) + shift : -1;
        if (redactor.isPlainTarget(rules, entry, from, to, pathFrom, pathTo, query, queryTo)) {
            targetBytes = entry;
            target = from;
            targetTo = to;
            return;
        }
        redacted.clear();
        redactor.appendTarget(rules, entry, from, to, pathFrom, pathTo, query, queryTo, redacted);
        targetBytes = redacted.array();
        target = 0;
        targetTo = redacted.length();
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
            int fieldsFrom = out.length();
            fields.append(2, out);
            if (!hasFailed()) {
                fields.keep(responses, policy.index(), out, fieldsFrom);
            }
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
