package dev.interlock.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The page that leads to the reports of several suites, and has the headlines of all of them. */
public final class Contents {
    /** Behind the name of a suite that failed. */
    private static final String FAILED = "!";

    private final MarkdownPage page;
    private final List<String> headlines = new ArrayList<>();

    private Contents(String title) {
        page = new MarkdownPage(title);
    }

    /**
     * Writes the page into a directory with a directory for each suite, and prints the headlines.
     *
     * @param words the directory and the names of the suites; of one that failed with {@code !} behind it
     */
    public static void main(String[] words) throws IOException {
        Path results = Path.of(words[0]);
        Contents contents = of(results, List.of(words).subList(1, words.length), Environment.read());
        Path file = results.resolve(SuiteReport.FILE);
        Files.write(file, contents.page.lines());
        System.out.println();
        System.out.println("Report: " + file);
        System.out.println();
        contents.headlines.forEach(System.out::println);
    }

    static Contents of(Path results, List<String> suites, Environment environment) throws IOException {
        Contents contents = new Contents("Benchmarks of " + results.getFileName());
        contents.page.list(environment.lines());
        for (String suite : suites) {
            boolean failed = suite.endsWith(FAILED);
            contents.add(results, failed ? suite.substring(0, suite.length() - FAILED.length()) : suite, failed);
        }
        return contents;
    }

    private void add(Path results, String suite, boolean failed) throws IOException {
        Path report = results.resolve(suite).resolve(SuiteReport.FILE);
        boolean isThere = Files.exists(report);
        page.section(isThere ? "[" + suite + "](" + suite + "/" + SuiteReport.FILE + ")" : suite);
        if (failed || !isThere) {
            page.paragraph("**Failed**: see [what it printed](" + suite + "/output.txt).");
        }
        if (isThere) {
            List<String> found = headlines(suite, Files.readAllLines(report));
            page.text(found);
            headlines.addAll(found);
        }
    }

    /** The lines that begin with the name of the suite: one for each of its figures, in the text that is shown as it is. */
    private static List<String> headlines(String suite, List<String> report) {
        return report.stream().filter(line -> line.startsWith(suite + " ")).toList();
    }

    List<String> lines() {
        return page.lines();
    }

    /** Of all suites, in their order. */
    List<String> headlines() {
        return headlines;
    }
}
