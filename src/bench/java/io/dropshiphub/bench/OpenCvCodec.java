package io.dropshiphub.bench;

import java.util.List;
import nu.pattern.OpenCV;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/** OpenCV with its own libjpeg-turbo: reduces by half, in the decoder, then takes the mean of what lies under a pixel. */
public final class OpenCvCodec implements Codec {

    private static final Scalar WHITE = new Scalar(255, 255, 255);

    /** Unpacks and loads the native library. */
    public OpenCvCodec() {
        OpenCV.loadLocally();
    }

    @Override
    public String name() {
        return "OpenCV 4.9, reduced by 2, area";
    }

    @Override
    public Results draw(byte[] file) {
        MatOfByte bytes = new MatOfByte(file);
        Mat decoded = Imgcodecs.imdecode(bytes, Imgcodecs.IMREAD_REDUCED_COLOR_2);
        double scale = (double) SIDE / Math.max(decoded.cols(), decoded.rows());
        Mat content = new Mat();
        Size size = new Size(Math.round(decoded.cols() * scale), Math.round(decoded.rows() * scale));
        Imgproc.resize(decoded, content, size, 0, 0, Imgproc.INTER_AREA);
        int top = (SIDE - content.rows()) / 2;
        int left = (SIDE - content.cols()) / 2;
        Mat square = new Mat();
        Core.copyMakeBorder(
                content,
                square,
                top,
                SIDE - content.rows() - top,
                left,
                SIDE - content.cols() - left,
                Core.BORDER_CONSTANT,
                WHITE);
        Results results = new Results(jpeg(square), jpeg(content));
        List.of(bytes, decoded, content, square).forEach(Mat::release);
        return results;
    }

    private static byte[] jpeg(Mat image) {
        MatOfByte bytes = new MatOfByte();
        Imgcodecs.imencode(".jpg", image, bytes, new MatOfInt(Imgcodecs.IMWRITE_JPEG_QUALITY, (int) (QUALITY * 100)));
        byte[] file = bytes.toArray();
        bytes.release();
        return file;
    }
}
