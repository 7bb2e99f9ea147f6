package dev.interlock.generated.proto;

/** A repeated field of text. Each access returns a new string. */
final class StringElements extends Elements<String> {
    StringElements(Tape tape) {
        super(tape);
    }

    @Override
    String read(int slot) {
        return tape.stringAt(slot);
    }
}
