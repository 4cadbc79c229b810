package io.hindsight.capture.message;

import java.io.ByteArrayOutputStream;

/** Gathers what is written, up to so many bytes; a row of many megabytes must not take several times as many. */
final class BoundedBytes extends ByteArrayOutputStream {

    private static final int USUAL = 4_096;
    private static final int WORTH_KEEPING = 1_048_576;

    private final int most;

    BoundedBytes(int most) {
        super(USUAL);
        this.most = most;
    }

    @Override
    public void write(int one) {
        refuse(1);
        super.write(one);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        refuse(length);
        super.write(bytes, from, length);
    }

    private void refuse(int more) {
        if (count + (long) more > most) {
            throw new TooLargeException();
        }
    }

    /** Gives what was written, and begins again. */
    byte[] take() {
        var taken = toByteArray();
        reset();
        if (buf.length > WORTH_KEEPING) {
            buf = new byte[USUAL];
        }
        return taken;
    }
}
