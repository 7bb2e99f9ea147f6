package dev.interlock.internal.admin;

import dev.interlock.http.HttpStatus;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Pages for probes: live, ready and both. Used only by the thread of the admin loop. */
public final class HealthPages {
    private static final String SERVER = "server";

    private final LoopHealth loops;
    private final Supplier<@Nullable String> notReady;
    private final List<CachedCheck> checks;

    /**
     * @param notReady returns the reason why the server is not ready, or null
     * @param checks checks of the application
     */
    public HealthPages(LoopHealth loops, Supplier<@Nullable String> notReady, List<CachedCheck> checks) {
        this.loops = loops;
        this.notReady = notReady;
        this.checks = checks;
    }

    /** Reports whether the process works. If it does not, a restart may help. */
    public void live(Request request, Response response) {
        write(response, List.of(loops.check()));
    }

    /** Reports whether the server is ready for requests. */
    public void ready(Request request, Response response) {
        await(response, List.of(server()));
    }

    /** Reports whether the server is live and ready. */
    public void health(Request request, Response response) {
        await(response, List.of(loops.check(), server()));
    }

    private CheckResult server() {
        return new CheckResult(SERVER, notReady.get(), -1);
    }

    private void await(Response response, List<CheckResult> known) {
        List<CompletableFuture<CheckResult>> pending = new ArrayList<>();
        boolean isComplete = true;
        for (CachedCheck check : checks) {
            CompletableFuture<CheckResult> result = check.result();
            isComplete &= result.isDone();
            pending.add(result);
        }
        if (isComplete) {
            write(response, all(known, pending));
            return;
        }
        // If the client leaves, the server cancels this stage. It must not cancel the stages of the checks, because
        // other probes wait for them.
        CompletableFuture<List<CheckResult>> all = CompletableFuture.allOf(pending.toArray(new CompletableFuture<?>[0]))
                .thenApply(done -> all(known, pending));
        response.await(all, HealthPages::write);
    }

    private static List<CheckResult> all(List<CheckResult> known, List<CompletableFuture<CheckResult>> complete) {
        List<CheckResult> all = new ArrayList<>(known);
        for (CompletableFuture<CheckResult> each : complete) {
            all.add(each.join());
        }
        return all;
    }

    private static void write(Response response, List<CheckResult> results) {
        boolean isUp = true;
        List<Map<String, Object>> members = new ArrayList<>();
        for (CheckResult result : results) {
            isUp &= result.isUp();
            members.add(result.members());
        }
        response.status(isUp ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE);
        Format.json(response)
                .beginObject()
                .member("status", isUp ? CheckResult.UP : CheckResult.DOWN)
                .member("checks", members)
                .endObject();
    }
}
