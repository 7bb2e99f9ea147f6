package dev.interlock.benchmarks.dispatch;

import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * Values that clients send for the variables of the route sets. No value equals a literal that another route has at the
 * same position.
 */
final class Values {
    private static final List<String> USERS =
            words("octocat torvalds mojombo defunkt gaearon sindresorhus JakeWharton addyosmani yyx990803 tj");

    private static final List<String> ORGANIZATIONS =
            words("google spring-projects rust-lang kubernetes apache netty eclipse-vertx golang");

    private static final List<String> REPOSITORIES = words(
            "Hello-World linux spring-boot guava next.js rust vertx-web protobuf node.js go kubernetes awesome-selfhosted");

    private static final List<String> BRANCHES = words("main master develop gh-pages release-1.x renovate-netty-4.x");
    private static final List<String> LABELS = words("bug enhancement help-wanted good-first-issue P1");
    private static final List<String> FILES =
            words("README.md docs/index.html src/main/java/App.java images/2026/logo.png");
    private static final List<String> KEYWORDS = words("router zero-copy netty json annotation-processor");
    private static final String HEX = "0123456789abcdef";
    private static final int SHA = 40;
    private static final int CLIENT_ID = 20;
    private static final int LARGEST_NUMBER = 100_000;
    /** One in this many identifiers is a UUID. The others are numbers. */
    private static final int NUMBERS_PER_UUID = 4;

    private final Random random;

    Values(Random random) {
        this.random = random;
    }

    private static List<String> words(String text) {
        return List.of(text.split(" ", -1));
    }

    /**
     * Returns a value for a variable.
     *
     * @param variable name of the variable
     */
    String of(String variable) {
        return switch (variable) {
            case "user", "assignee", "target_user" -> pick(USERS);
            case "org", "tenant" -> pick(ORGANIZATIONS);
            case "owner" -> random.nextBoolean() ? pick(USERS) : pick(ORGANIZATIONS);
            case "repo", "repository" -> pick(REPOSITORIES);
            case "sha", "access_token" -> hex(SHA);
            case "client_id" -> hex(CLIENT_ID);
            case "archive_format" -> random.nextBoolean() ? "tarball" : "zipball";
            case "branch" -> pick(BRANCHES);
            case "name" -> pick(LABELS);
            case "keyword" -> pick(KEYWORDS);
            case "state" -> random.nextBoolean() ? "open" : "closed";
            case "email" -> pick(USERS) + "@example.com";
            case "path" -> pick(FILES);
            case "number" -> number();
            case "id" -> random.nextInt(NUMBERS_PER_UUID) == 0 ? uuid() : number();
            case "ref" -> reference();
            default -> throw new IllegalArgumentException("No values are known for {" + variable + "}");
        };
    }

    /**
     * Returns a value for a catch-all.
     *
     * @param variable name of the catch-all
     */
    String rest(String variable) {
        return variable.equals("ref")
                ? (random.nextBoolean() ? "heads/" + pick(BRANCHES) : "tags/" + tag())
                : of(variable);
    }

    private String reference() {
        return switch (random.nextInt(3)) {
            case 0 -> hex(SHA);
            case 1 -> tag();
            default -> pick(BRANCHES);
        };
    }

    private String tag() {
        return "v" + random.nextInt(10) + "." + random.nextInt(30) + "." + random.nextInt(10);
    }

    private String number() {
        return Integer.toString(1 + random.nextInt(LARGEST_NUMBER));
    }

    private String uuid() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    private String hex(int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(HEX.charAt(random.nextInt(HEX.length())));
        }
        return text.toString();
    }

    private String pick(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }
}
