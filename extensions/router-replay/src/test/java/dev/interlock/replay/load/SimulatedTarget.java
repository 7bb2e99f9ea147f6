package dev.interlock.replay.load;

import dev.interlock.replay.body.BodyTree;
import dev.interlock.replay.body.MessageTypes;
import dev.interlock.replay.hook.ReplayHook;
import dev.interlock.replay.rewrite.IdRules;
import dev.interlock.replay.rewrite.LearnedValues;
import dev.interlock.replay.rewrite.OutgoingRequest;
import dev.interlock.replay.rewrite.ReceivedResponse;
import dev.interlock.replay.rewrite.Rewriter;
import dev.interlock.replay.rewrite.TargetAddress;
import dev.interlock.replay.traffic.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Target without sockets. A script decides its responses. */
final class SimulatedTarget implements Target {
    final LearnedValues values = new LearnedValues(1000);
    final List<String> sent = new ArrayList<>();
    private final Expectations expectations = new Expectations();
    private final Timeline timeline;
    private final Script script;
    private final Rewriter rewriter;
    private final boolean keepsLog;
    int opened;
    int open;

    /** Decides the reply to a request. */
    interface Script {
        Reply reply(OutgoingRequest request, long now);
    }

    /** Response or failure after some time. */
    record Reply(
            long nanos, int status, String body, @Nullable Failure failure) {
        static Reply ok(long nanos, String body) {
            return new Reply(nanos, 200, body, null);
        }

        static Reply failed(long nanos, Failure failure) {
            return new Reply(nanos, 0, "", failure);
        }
    }

    SimulatedTarget(Timeline timeline, boolean keepsLog, Script script, ReplayHook... hooks) {
        this.timeline = timeline;
        this.keepsLog = keepsLog;
        this.script = script;
        rewriter = new Rewriter(
                TargetAddress.parse("target", "http://shop.test"),
                values,
                new IdRules(Set.of()),
                new BodyTree(MessageTypes.none()),
                List.of(hooks),
                false);
    }

    @Override
    public String name() {
        return "target";
    }

    @Override
    public Rewriter rewriter() {
        return rewriter;
    }

    @Override
    public Expectations expectations() {
        return expectations;
    }

    @Override
    public TargetConnection connection() {
        return new TargetConnection() {
            private boolean isOpen;

            @Override
            public boolean isOpen() {
                return isOpen;
            }

            @Override
            public void send(OutgoingRequest request, long timeout, long stream, ResponseListener listener) {
                if (keepsLog) {
                    sent.add(timeline.nanos() + " " + request.method() + " " + request.target());
                }
                Reply reply = script.reply(request, timeline.nanos());
                if (!isOpen && reply.failure() != Failure.UNREACHABLE) {
                    isOpen = true;
                    opened++;
                    open++;
                }
                timeline.at(timeline.nanos() + reply.nanos(), () -> {
                    if (reply.failure() == null) {
                        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
                        List<Field> fields = List.of(new Field("content-type", "application/json"));
                        listener.received(new ReceivedResponse(reply.status(), fields, body, body.length));
                    } else {
                        close();
                        listener.failed(reply.failure(), "as the script says");
                    }
                });
            }

            @Override
            public void close() {
                open -= isOpen ? 1 : 0;
                isOpen = false;
            }
        };
    }
}
