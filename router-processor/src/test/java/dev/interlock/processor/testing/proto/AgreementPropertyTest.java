package dev.interlock.processor.testing.proto;

import com.google.protobuf.Message;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;

/** Compares views and writers with protobuf-java, for random schemas and for {@link RichSchema}. */
final class AgreementPropertyTest {
    private static final int MESSAGES = 15;
    private static final int LONGEST_CUT = 250;

    @Property(tries = 3)
    void agreesOnRichSchema(@ForAll Syntax syntax, @ForAll Random random) throws IOException {
        check(RichSchema.compiled(syntax), random);
    }

    @Property(tries = 2)
    void agreesOnRandomSchemas(@ForAll Random random) throws IOException {
        check(CompiledSchema.of(RandomSchema.of(random), random.nextLong()), random);
    }

    @Tag("heavy")
    @Property(tries = 20)
    void agreesOnManySchemas(@ForAll Random random) throws IOException {
        check(CompiledSchema.of(RandomSchema.of(random), random.nextLong()), random);
    }

    @Tag("heavy")
    @Property(tries = 100)
    void agreesOnManyMessages(@ForAll Syntax syntax, @ForAll Random random) throws IOException {
        check(RichSchema.compiled(syntax), random);
    }

    private static void check(CompiledSchema compiled, Random random) {
        ReadAgreement all = ReadAgreement.ofAll(compiled);
        ReadAgreement some = ReadAgreement.ofSome(compiled);
        WriteAgreement written = new WriteAgreement(compiled);
        Mutations mutations = new Mutations(random);
        for (int i = 0; i < MESSAGES; i++) {
            byte[] bytes = new VariedWire(random)
                    .write(new RandomMessages(random).next(compiled.schema().twinRoot()));
            all.check(bytes);
            some.check(bytes);
            for (int j = 0; j < 10; j++) {
                byte[] broken = mutations.of(bytes);
                all.check(broken);
                some.check(broken);
            }
            Message message =
                    new RandomMessages(random, true).next(compiled.schema().root());
            written.checkCopied(message, random);
            written.checkWritten(message, random);
        }
        checkCuts(all, compiled, random);
    }

    /** Checks all truncated forms of a message. */
    private static void checkCuts(ReadAgreement all, CompiledSchema compiled, Random random) {
        byte[] bytes = new VariedWire(random)
                .write(new RandomMessages(random).next(compiled.schema().twinRoot()));
        for (int length = 0; length < Math.min(bytes.length, LONGEST_CUT); length++) {
            all.check(Arrays.copyOf(bytes, length));
        }
    }
}
