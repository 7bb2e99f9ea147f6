package dev.interlock.replay.traffic;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.interlock.recording.SegmentReader;
import dev.interlock.replay.recorded.RecordedExchange;
import dev.interlock.replay.recorded.SegmentHeader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the segments of one recording process, in order. */
final class RecordingSource implements TrafficSource {
    private final long process;
    private final List<Segment> segments;
    private final Notices notices;
    private int opened;
    private @Nullable SegmentReader reader;
    private long message;

    private record Segment(Path file, long process, long number, long begunNanos) {}

    private RecordingSource(long process, List<Segment> segments, Notices notices) {
        this.process = process;
        this.segments = segments;
        this.notices = notices;
    }

    /** Returns a source for each recording process. Reads only the headers of the files. */
    static List<RecordingSource> of(List<Path> files, Notices notices) throws IOException {
        Map<Long, List<Segment>> processes = new TreeMap<>();
        for (Path file : files) {
            Segment segment = readHeader(file, notices);
            if (segment != null) {
                processes
                        .computeIfAbsent(segment.process(), it -> new ArrayList<>())
                        .add(segment);
            }
        }
        List<RecordingSource> sources = new ArrayList<>();
        processes.forEach((process, segments) -> {
            segments.sort(Comparator.comparingLong(Segment::number).thenComparing(Segment::file));
            sources.add(new RecordingSource(process, segments, notices));
        });
        return sources;
    }

    private static @Nullable Segment readHeader(Path file, Notices notices) throws IOException {
        try (SegmentReader reader = SegmentReader.open(file)) {
            byte[] first = reader.next();
            if (first == null) {
                notices.add(file + " contains no exchange: the process ended before it wrote the first block");
                return null;
            }
            SegmentHeader header = SegmentHeader.parseFrom(first);
            return new Segment(file, header.getProcess(), header.getNumber(), header.getBegunUnixNanos());
        } catch (InvalidProtocolBufferException e) {
            throw new TrafficException(file + ": the first message is not a segment header", e);
        }
    }

    @Override
    public long earliestNanos() {
        return segments.get(0).begunNanos();
    }

    @Override
    public @Nullable Exchange next() throws IOException {
        while (true) {
            SegmentReader open = reader;
            if (open == null) {
                if (opened == segments.size()) {
                    return null;
                }
                open = SegmentReader.open(segments.get(opened++).file());
                reader = open;
                message = 0;
                // Skips the segment header.
                open.next();
            }
            byte[] bytes = open.next();
            if (bytes != null) {
                message++;
                return parse(bytes);
            }
            leave(open);
        }
    }

    private void leave(SegmentReader open) throws IOException {
        if (open.isCutOff()) {
            notices.add(file() + " ends early, after exchange " + message
                    + ": the process was killed, or the copy is incomplete. All earlier exchanges are replayed");
        }
        open.close();
        reader = null;
    }

    private Path file() {
        return segments.get(opened - 1).file();
    }

    private Exchange parse(byte[] bytes) throws TrafficException {
        try {
            return exchange(RecordedExchange.parseFrom(bytes));
        } catch (InvalidProtocolBufferException e) {
            throw new TrafficException(file() + ": message " + message + " is not an exchange", e);
        }
    }

    private Exchange exchange(RecordedExchange recorded) {
        dev.interlock.replay.recorded.Request request = recorded.getRequest();
        String target = request.getTarget().toString(StandardCharsets.ISO_8859_1);
        String route = recorded.getRoute().isEmpty()
                ? RouteTemplate.of(request.getMethod(), target)
                : request.getMethod() + " " + recorded.getRoute();
        long arrived = recorded.getArrivedUnixNanos();
        long completed = arrived + recorded.getResponse().getLastByteNanos();
        return new Exchange(
                connection(recorded),
                arrived,
                completed,
                route,
                new RecordedRequest(
                        request.getMethod(),
                        target,
                        request.getScheme(),
                        request.getAuthority(),
                        fields(request.getFieldsList()),
                        body(request.getBody())),
                response(recorded));
    }

    private static @Nullable RecordedResponse response(RecordedExchange recorded) {
        if (!recorded.hasResponse()) {
            return null;
        }
        dev.interlock.replay.recorded.Response response = recorded.getResponse();
        Body body = body(response.getBody());
        boolean isWhole = recorded.getAborted().isEmpty();
        return new RecordedResponse(
                response.getStatus(),
                fields(response.getFieldsList()),
                isWhole ? body : Body.partOf(body.content(), body.length()));
    }

    /** Returns null for HTTP/2, whose requests run concurrently on a connection and need not keep their order. */
    private @Nullable ConnectionId connection(RecordedExchange recorded) {
        boolean isMultiplexed = recorded.getRequest().getProtocol().startsWith("HTTP/2");
        return isMultiplexed ? null : new ConnectionId(process, recorded.getConnection(), 0);
    }

    private static List<Field> fields(List<dev.interlock.replay.recorded.Field> recorded) {
        return recorded.stream()
                .map(it -> new Field(
                        it.getName().toString(StandardCharsets.ISO_8859_1),
                        it.getValue().toString(StandardCharsets.ISO_8859_1)))
                .toList();
    }

    private static Body body(dev.interlock.replay.recorded.Body recorded) {
        byte[] content = recorded.getContent().toByteArray();
        boolean isMissing = content.length == 0 && recorded.getLength() > 0;
        return recorded.getIsCut() || isMissing ? Body.partOf(content, recorded.getLength()) : Body.of(content);
    }

    @Override
    public void close() throws IOException {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }
}
