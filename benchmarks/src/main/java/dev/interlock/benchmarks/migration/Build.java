package dev.interlock.benchmarks.migration;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A build of the example. */
enum Build {
    OLD("1", "", "never"),
    GOOD("2", "NONE", "never"),
    FAILING("3-fails", "FAILS", "(all|GET /v1/orders/\\{id}/status): [0-9,]+ of [0-9,]+ requests failed"),
    SLOW("3-slow", "SLOW", "(all|POST /v1/carts): P99 of the latency"),
    HEADERLESS("3-headerless", "LOSES_HEADER", "responses differ");

    private static final String MAIN = "dev.interlock.example.shop.ChangedShop";

    private final String version;
    private final String fault;
    private final String finding;

    Build(String version, String fault, String finding) {
        this.version = version;
        this.fault = fault;
        this.finding = finding;
    }

    /** Returns the label {@code version} of its metrics. */
    String version() {
        return version;
    }

    /** Whether a verdict names the fault of this build, and not another reason. */
    boolean isReason(String verdict) {
        return Pattern.compile(finding).matcher(verdict).find();
    }

    /** Returns the command that starts it, without settings. The old build is the example as it is. */
    List<String> command(String java, Path shop, Path changed) {
        List<String> command = new ArrayList<>(List.of(
                java, "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError"));
        if (this == OLD) {
            command.addAll(List.of("-jar", shop.toString()));
        } else {
            command.addAll(List.of("-Dshop.fault=" + fault, "-cp", shop + ":" + changed, MAIN));
        }
        return command;
    }
}
