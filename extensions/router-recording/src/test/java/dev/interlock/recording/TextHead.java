package dev.interlock.recording;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.interlock.bytes.Slice;
import dev.interlock.http.Protocol;
import dev.interlock.http.RequestHead;
import dev.interlock.observe.ObservedFields;
import java.io.ByteArrayOutputStream;

/** Fields in one array, and the head of a GET request with them. Nothing separates the parts in the array. */
final class TextHead extends RequestHead implements ObservedFields {
    private final byte[] bytes;
    private final int methodFrom;
    private final int pathFrom;
    private final int pathTo;
    private final int queryTo;
    private final int[] bounds;

    /**
     * @param before number of bytes before the head
     * @param fields names and values in turn
     */
    TextHead(int before, String path, String query, String... fields) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[before]);
        methodFrom = before;
        out.writeBytes("GET".getBytes(ISO_8859_1));
        pathFrom = out.size();
        out.writeBytes(path.getBytes(ISO_8859_1));
        pathTo = out.size();
        if (!query.isEmpty()) {
            out.writeBytes(("?" + query).getBytes(ISO_8859_1));
        }
        queryTo = out.size();
        bounds = new int[fields.length + 1];
        for (int i = 0; i < fields.length; i++) {
            bounds[i] = out.size();
            out.writeBytes(fields[i].getBytes(ISO_8859_1));
        }
        bounds[fields.length] = out.size();
        bytes = out.toByteArray();
    }

    @Override
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public int methodFrom() {
        return methodFrom;
    }

    @Override
    public int methodTo() {
        return methodFrom + 3;
    }

    @Override
    public int targetFrom() {
        return pathFrom;
    }

    @Override
    public int targetTo() {
        return queryTo;
    }

    @Override
    public int pathFrom() {
        return pathFrom;
    }

    @Override
    public int pathTo() {
        return pathTo;
    }

    @Override
    public int queryFrom() {
        return queryTo > pathTo ? pathTo + 1 : -1;
    }

    @Override
    public int queryTo() {
        return queryTo > pathTo ? queryTo : -1;
    }

    @Override
    public int authorityFrom() {
        return 0;
    }

    @Override
    public int authorityTo() {
        return 0;
    }

    @Override
    public Protocol protocol() {
        return Protocol.HTTP_1_1;
    }

    @Override
    public boolean isSecure() {
        return false;
    }

    @Override
    public int fieldCount() {
        return bounds.length / 2;
    }

    @Override
    public int count() {
        return fieldCount();
    }

    @Override
    public int nameFrom(int field) {
        return bounds[2 * field];
    }

    @Override
    public int nameTo(int field) {
        return bounds[2 * field + 1];
    }

    @Override
    public int valueFrom(int field) {
        return bounds[2 * field + 1];
    }

    @Override
    public int valueTo(int field) {
        return bounds[2 * field + 2];
    }

    @Override
    public Slice value(int field, Slice slice) {
        return slice.wrap(bytes, valueFrom(field), valueTo(field) - valueFrom(field));
    }

    @Override
    public int find(byte[] lowerCaseName, int start) {
        String sought = new String(lowerCaseName, ISO_8859_1);
        for (int i = start; i < fieldCount(); i++) {
            int from = nameFrom(i);
            if (new String(bytes, from, nameTo(i) - from, ISO_8859_1).equalsIgnoreCase(sought)) {
                return i;
            }
        }
        return -1;
    }
}
