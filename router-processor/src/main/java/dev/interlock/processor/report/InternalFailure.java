package dev.interlock.processor.report;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import javax.annotation.processing.Messager;
import javax.lang.model.element.Element;
import javax.tools.Diagnostic;

/**
 * A failure of the processor itself, with the element that the processor was reading or writing. The compiler shows the
 * failure as one error, and the stack trace goes to a file. If the processor cannot write a generated file, it reports
 * a different error, because this is not a bug of the processor.
 */
public final class InternalFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Optional<Element> element;
    private final Throwable thrown;

    private InternalFailure(Optional<Element> element, Throwable cause) {
        super(cause);
        this.thrown = cause;
        this.element = element;
    }

    /**
     * Runs work on an element. If the work fails, throws a failure that names the element. If calls are nested, the
     * failure names the element of the innermost call. An unfinished annotation ends the work without a failure.
     */
    public static void at(Element element, Runnable work) {
        try {
            at(element, () -> {
                work.run();
                return element;
            });
        } catch (UnfinishedAnnotation e) {
            // The compiler reports the unfinished annotation.
        }
    }

    /**
     * Runs work on an element, and returns the result of the work. If the work fails, throws a failure that names the
     * element. If calls are nested, the failure names the element of the innermost call.
     */
    public static <T> T at(Element element, Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException | StackOverflowError | AssertionError | LinkageError e) {
            throw of(Optional.of(element), e);
        }
    }

    /** Runs all steps, even after one of them fails. Reports the first failure. Returns whether all steps succeeded. */
    public static boolean runAll(Messager messager, Runnable... steps) {
        Optional<InternalFailure> first = Optional.empty();
        for (Runnable step : steps) {
            try {
                step.run();
            } catch (UnfinishedAnnotation e) {
                // The compiler reports the unfinished annotation.
            } catch (RuntimeException | StackOverflowError | AssertionError | LinkageError e) {
                first = Optional.of(first.orElse(of(Optional.empty(), e)));
            }
        }
        first.ifPresent(it -> it.print(messager));
        return first.isEmpty();
    }

    private static InternalFailure of(Optional<Element> element, Throwable thrown) {
        if (isOfCompiler(thrown) || thrown instanceof UnfinishedAnnotation) {
            throw (RuntimeException) thrown;
        }
        return thrown instanceof InternalFailure known && known.element.isPresent()
                ? known
                : new InternalFailure(element, thrown instanceof InternalFailure known ? known.thrown : thrown);
    }

    /** Whether the exception comes from the compiler. The compiler reports a missing or damaged class file itself. */
    private static boolean isOfCompiler(Throwable thrown) {
        String name = thrown.getClass().getName();
        return thrown instanceof RuntimeException
                && (name.startsWith("com.sun.tools.javac.") || name.startsWith("org.eclipse.jdt."));
    }

    /** Reports the failure at its element. Also writes the stack trace to a temporary file if this is a bug. */
    private void print(Messager messager) {
        String text = thrown instanceof UncheckedIOException unwritten ? text(unwritten) : bug();
        element.ifPresentOrElse(
                it -> messager.printMessage(
                        Diagnostic.Kind.ERROR, text, Place.of(it).shownElement()),
                () -> messager.printMessage(Diagnostic.Kind.ERROR, text));
    }

    private String bug() {
        String at = element.map(it -> " at " + Place.describe(it)).orElse("");
        String source = element.map(it -> "the source of " + Place.describe(it) + " and ")
                .orElse("");
        return "[IL000] the processor failed" + at + ": " + thrown
                + "\ntip: this is a bug of Interlock, not of the sources: open an issue in the issue tracker of"
                + " Interlock, with "
                + source + trace();
    }

    /** Returns the message for a file that the processor cannot write. */
    private static String text(UncheckedIOException unwritten) {
        return "[IL001] " + unwritten.getMessage() + ": "
                + Objects.requireNonNull(unwritten.getCause()).getMessage()
                + "\ntip: check that the folder of generated files is writable and that its disk has space";
    }

    /**
     * Writes the stack trace to a file. Returns a text that names the file, or the stack trace itself if the file
     * cannot be written.
     */
    private String trace() {
        StringWriter trace = new StringWriter();
        trace.append("Java ").append(System.getProperty("java.runtime.version")).append('\n');
        thrown.printStackTrace(new PrintWriter(trace, true));
        try {
            Path file = Files.createTempFile("interlock-failure-", ".txt");
            return "the stack trace in " + Files.writeString(file, trace.toString());
        } catch (IOException | SecurityException e) {
            return "this stack trace (" + e + " when writing it to a file):\n" + trace;
        }
    }
}
