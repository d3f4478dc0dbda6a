#!/usr/bin/env python3
"""Makes the kept pictures of the corpus: those of kinds that Java cannot write. See corpus/README.md.

Debian packages: python3-pil, imagemagick, webp, libtiff-tools, libjpeg-turbo-progs, libavif-bin, libheif-examples,
icc-profiles-free. The results are committed; this is run again only to add one.
"""
import os
import struct
import subprocess
import tempfile
import zlib

from PIL import Image, ImageChops, ImageCms

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "corpus")
RED, GREEN, BLUE, YELLOW, BLACK = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 0), (0, 0, 0)
ADOBE_RGB = open("/usr/share/color/icc/compatibleWithAdobeRGB1998.icc", "rb").read()


def quadrants(width=96, height=64, mode="RGB"):
    """Red and green above, blue and yellow below, a black box in the middle."""
    image = Image.new("RGB", (width, height))
    w, h = width // 2, height // 2
    for colour, x, y in ((RED, 0, 0), (GREEN, w, 0), (BLUE, 0, h), (YELLOW, w, h)):
        image.paste(colour, (x, y, x + w, y + h))
    image.paste(BLACK, (w - w // 4, h - h // 4, w + w // 4, h + h // 4))
    return image.convert(mode)


def glass():
    """As quadrants, but the lower left is transparent and the lower right half so."""
    image = quadrants().convert("RGBA")
    image.paste((0, 0, 0, 0), (0, 32, 36, 64))
    image.paste((255, 255, 0, 128), (60, 32, 96, 64))
    return image


def path(name):
    return os.path.join(HERE, name)


def keep(name, data):
    with open(path(name), "wb") as out:
        out.write(data)


def read(name):
    with open(path(name), "rb") as file:
        return file.read()


def run(*command):
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


# --- colour profiles

def profile(kind, space, pcs, tags):
    """An ICC version 2 profile of these tags."""
    body, table, at = b"", struct.pack(">I", len(tags)), 128 + 4 + 12 * len(tags)
    for name, data in tags:
        data += b"\0" * (-len(data) % 4)
        table += name + struct.pack(">II", at + len(body), len(data))
        body += data
    size = at + len(body)
    head = struct.pack(">I4sI4s4s4s6H4s4sI4s4sQI3i4s44x", size, b"lcms", 0x02100000, kind, space, pcs, 2020, 1, 1, 0, 0, 0,
                       b"acsp", b"none", 0, b"none", b"none", 0, 0, 63190, 65536, 54061, b"none")
    return head + table + body


def text(name):
    return b"desc\0\0\0\0" + struct.pack(">I", len(name) + 1) + name + b"\0" + b"\0" * 78


def xyz(*values):
    return b"XYZ \0\0\0\0" + struct.pack(">3i", *(round(v * 65536) for v in values))


def display_p3():
    # primaries adapted to D50; the tone curve as a table of the sRGB function
    linear = lambda v: v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4
    steps = [round(65535 * linear(i / 255)) for i in range(256)]
    curve = b"curv\0\0\0\0" + struct.pack(">I256H", 256, *steps)
    return profile(b"mntr", b"RGB ", b"XYZ ", [
        (b"desc", text(b"Display P3")), (b"cprt", b"text\0\0\0\0none\0"), (b"wtpt", xyz(0.9642, 1.0, 0.8249)),
        (b"rXYZ", xyz(0.5151, 0.2412, -0.0011)), (b"gXYZ", xyz(0.2920, 0.6922, 0.0419)),
        (b"bXYZ", xyz(0.1571, 0.0666, 0.7841)), (b"rTRC", curve), (b"gTRC", curve), (b"bTRC", curve)])


def odd_ink():
    """A press whose cyan is purple: only who reads the profile sees it."""
    ramp = bytes(range(256))
    colours = b""
    for c in (0, 1):
        for m in (0, 1):
            for y in (0, 1):
                for k in (0, 1):
                    light = max(0, 100 - 60 * c - 20 * m - 5 * y) * (1 - k)
                    a, b = (60 * c + 20 * m) * (1 - k), (-60 * c + 50 * y) * (1 - k)
                    colours += bytes((round(light * 2.55), a + 128, max(0, b + 128)))
    table = (b"mft1\0\0\0\0" + bytes((4, 3, 2, 0)) + struct.pack(">9i", 65536, 0, 0, 0, 65536, 0, 0, 0, 65536)
             + ramp * 4 + colours + ramp * 3)
    # the way back is never gone, but readers refuse a profile without it
    back = (b"mft1\0\0\0\0" + bytes((3, 4, 2, 0)) + struct.pack(">9i", 65536, 0, 0, 0, 65536, 0, 0, 0, 65536)
            + ramp * 3 + b"\0\0\0\xff" * 4 + b"\0\0\0\0" * 4 + ramp * 4)
    return profile(b"prtr", b"CMYK", b"Lab ", [
        (b"desc", text(b"Odd ink")), (b"cprt", b"text\0\0\0\0none\0"), (b"wtpt", xyz(0.9642, 1.0, 0.8249)),
        (b"A2B0", table), (b"B2A0", back)])


def converted(image, icc):
    with tempfile.NamedTemporaryFile(suffix=".icc") as file:
        file.write(icc)
        file.flush()
        return ImageCms.profileToProfile(image, ImageCms.createProfile("sRGB"), file.name, outputMode="RGB")


SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


# --- JPEG

def jpegs():
    quadrants().save(path("jpeg-progressive.jpg"), progressive=True, quality=90)
    quadrants(600, 600).save(path("jpeg-progressive-600.jpg"), progressive=True, quality=80)
    quadrants(600, 600, "L").save(path("jpeg-grey-600.jpg"), quality=80)
    quadrants().save(path("jpeg-444.jpg"), subsampling=0, quality=90)
    with tempfile.NamedTemporaryFile(suffix=".ppm") as ppm:
        quadrants().save(ppm.name)
        run("cjpeg", "-arithmetic", "-outfile", path("jpeg-arithmetic.jpg"), ppm.name)
        run("cjpeg", "-rgb", "-outfile", path("jpeg-stored-as-rgb.jpg"), ppm.name)
        run("cjpeg", "-restart", "1", "-outfile", path("jpeg-restart-markers.jpg"), ppm.name)
    inks = quadrants(mode="CMYK")
    inks.save(path("jpeg-cmyk.jpg"), quality=90)
    Image.new("CMYK", (96, 64), (255, 0, 0, 0)).save(path("jpeg-cmyk-icc.jpg"), quality=90, icc_profile=odd_ink())
    inks.save(path("jpeg-cmyk-broken-icc.jpg"), quality=90, icc_profile=b"\0\0\2\0lcms" + b"no profile" * 50)
    # the writer inverts, as Adobe does, and calls the planes CMYK; these are YCbCr of the inks
    planes = ImageChops.invert(quadrants()).convert("YCbCr").split()
    ycck = Image.merge("CMYK", [p.point(lambda v: 255 - v) for p in planes] + [Image.new("L", (96, 64), 0)])
    ycck.save(path("jpeg-ycck.jpg"), quality=90)
    data = bytearray(read("jpeg-ycck.jpg"))
    data[data.index(b"Adobe") + 11] = 2
    keep("jpeg-ycck.jpg", data)
    converted(quadrants(600, 600), ADOBE_RGB).save(path("jpeg-adobe-rgb-600.jpg"), quality=80, icc_profile=ADOBE_RGB)
    p3 = display_p3()
    converted(quadrants(600, 600), p3).save(path("jpeg-display-p3-600.jpg"), quality=80, icc_profile=p3)
    quadrants(600, 600).save(path("jpeg-srgb-600.jpg"), quality=80, icc_profile=SRGB)
    quadrants(600, 600).save(path("jpeg-broken-icc-600.jpg"), quality=80, icc_profile=b"\0\0\2\0" + b"junk" * 100)
    keep("jpeg-12-bit.jpg", twelve_bit())


def twelve_bit():
    """Grey, 12 bits a sample, all blocks flat: the left half dark and the right half bright."""
    def segment(marker, body):
        return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body
    bits = ""
    last = 0
    for row in range(8):
        for column in range(12):
            # DC of a flat block, divided by a quantiser of 16: 8 * (v - 2048) / 16
            level = ((600 if column < 6 else 3400) - 2048) // 2
            change, last = level - last, level
            size = abs(change).bit_length()
            bits += format(size, "05b")
            if size:
                bits += format(change if change > 0 else change + (1 << size) - 1, "0%db" % size)
            bits += "0"  # end of block
    bits += "1" * (-len(bits) % 8)
    data = bytes(int(bits[i:i + 8], 2) for i in range(0, len(bits), 8)).replace(b"\xff", b"\xff\0")
    dc = bytes([0x00] + [0, 0, 0, 0, 16] + [0] * 11 + list(range(16)))
    ac = bytes([0x10] + [1] + [0] * 15 + [0])
    return (b"\xff\xd8" + segment(0xDB, bytes([0] + [16] * 64))
            + segment(0xC1, struct.pack(">BHHBBBB", 12, 64, 96, 1, 1, 0x11, 0))
            + segment(0xC4, dc) + segment(0xC4, ac) + segment(0xDA, bytes([1, 1, 0x00, 0, 63, 0])) + data + b"\xff\xd9")


# --- PNG

def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def behind_header(png, extra):
    return png[:33] + extra + png[33:]


def png(width, height, depth, kind, raw, extra=b""):
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, 0)) + extra
            + chunk(b"IDAT", zlib.compress(raw, 9)) + chunk(b"IEND", b""))


def pngs():
    image = quadrants()
    image.save(path("png-plain.png"))
    plain = read("png-plain.png")
    wide = b"".join(b"\0" + b"".join(struct.pack(">3H", *(257 * v for v in image.getpixel((x, y)))) for x in range(96))
                    for y in range(64))
    keep("png-16-bit.png", png(96, 64, 16, 2, wide))
    see_through = glass()
    wide = b"".join(b"\0" + b"".join(struct.pack(">4H", *(257 * v for v in see_through.getpixel((x, y))))
                                     for x in range(96)) for y in range(64))
    keep("png-16-bit-alpha.png", png(96, 64, 16, 6, wide))
    see_through.save(path("png-alpha.png"))
    grey = bytes(v for y in range(64) for v in [0] + [60 if x < 40 else 200 for x in range(96)])
    wide = b"".join(b"\0" + struct.pack(">96H", *[257 * (60 if x < 40 else 200) for x in range(96)]) for _ in range(64))
    keep("png-16-bit-grey.png", png(96, 64, 16, 0, wide))
    keep("png-grey-transparent-value.png", png(96, 64, 8, 0, grey, chunk(b"tRNS", struct.pack(">H", 60))))
    rgb = b"".join(b"\0" + b"".join(bytes(image.getpixel((x, y))) for x in range(96)) for y in range(64))
    keep("png-rgb-transparent-value.png", png(96, 64, 8, 2, rgb, chunk(b"tRNS", struct.pack(">3H", *BLUE))))
    indexed = quadrants().quantize(8)
    blue = next(i for i in range(8) if tuple(indexed.getpalette()[3 * i:3 * i + 3]) == BLUE)
    indexed.save(path("png-palette-transparent.png"), transparency=blue)
    quadrants().convert("1", dither=Image.NONE).save(path("png-1-bit.png"))
    Image.merge("LA", (quadrants(mode="L"), Image.new("L", (96, 64), 128))).save(path("png-grey-alpha.png"))
    run("convert-im6.q16", path("png-plain.png"), "-interlace", "PNG", path("png-interlaced.png"))
    frames = [image, Image.new("RGB", (96, 64), BLACK), Image.new("RGB", (96, 64), BLUE)]
    frames[0].save(path("png-animated.png"), save_all=True, append_images=frames[1:], duration=100)
    bad = bytearray(plain)
    bad[-16] ^= 0xFF
    keep("png-bad-crc.png", bad)
    note = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"\0" * 40_000_000, 9))
    keep("png-ztxt-bomb.png", behind_header(plain, note))
    keep("png-iccp-bomb.png", behind_header(plain, chunk(b"iCCP", b"x\0\0" + zlib.compress(b"\0" * 40_000_000, 9))))
    keep("png-broken-icc.png", behind_header(plain, chunk(b"iCCP", b"x\0\0" + zlib.compress(b"junk" * 50))))
    converted(image, ADOBE_RGB).save(path("png-adobe-rgb.png"), icc_profile=ADOBE_RGB)
    keep("png-exif-6.png", behind_header(plain, chunk(b"eXIf", exif(6))))
    keep("png-only-header.png", plain[:33])
    keep("png-no-pixels.png", plain[:33] + chunk(b"IEND", b""))
    keep("png-cut.png", plain[:-60])


def exif(orientation):
    return b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01" + struct.pack(">H", orientation) + b"\0\0\0\0\0\0"


# --- GIF, WebP, BMP

def gifs():
    frames = [quadrants(), Image.new("RGB", (96, 64), BLACK), Image.new("RGB", (96, 64), BLUE)]
    frames[0].save(path("gif-animated.gif"), save_all=True, append_images=frames[1:], duration=100, loop=0)
    with tempfile.TemporaryDirectory() as tmp:
        small = os.path.join(tmp, "small.png")
        part = Image.new("RGBA", (32, 32), (255, 0, 0, 255))
        part.paste((0, 0, 0, 0), (0, 16, 32, 32))
        part.save(small)
        full = os.path.join(tmp, "full.png")
        Image.new("RGB", (96, 64), BLUE).save(full)
        # upper half of the first frame is red, its lower half shows through; it lies right of the screen's middle
        run("convert-im6.q16", "-dispose", "background", "-page", "96x64+56+8", small, "-page", "96x64+0+0", full,
            path("gif-first-frame-smaller-than-screen.gif"))
        run("convert-im6.q16", full, "-interlace", "GIF", path("gif-interlaced.gif"))
    indexed = quadrants().quantize(8)
    blue = next(i for i in range(8) if tuple(indexed.getpalette()[3 * i:3 * i + 3]) == BLUE)
    indexed.save(path("gif-transparent.gif"), transparency=blue)


def webps():
    image = quadrants()
    image.save(path("webp-lossy.webp"), quality=90)
    image.save(path("webp-lossless.webp"), lossless=True)
    glass().save(path("webp-lossy-alpha.webp"), quality=90)
    glass().save(path("webp-lossless-alpha.webp"), lossless=True)
    rest = [Image.new("RGB", (96, 64), BLACK), Image.new("RGB", (96, 64), BLUE)]
    image.save(path("webp-animated.webp"), save_all=True, append_images=rest, duration=100, lossless=True)
    image.save(path("webp-exif-6.webp"), lossless=True, exif=exif(6))
    converted(image, ADOBE_RGB).save(path("webp-adobe-rgb.webp"), lossless=True, icc_profile=ADOBE_RGB)
    with tempfile.TemporaryDirectory() as tmp:
        dot, full = os.path.join(tmp, "dot.webp"), os.path.join(tmp, "full.webp")
        Image.new("RGB", (32, 32), RED).save(dot, lossless=True)
        Image.new("RGB", (96, 64), BLUE).save(full, lossless=True)
        run("webpmux", "-frame", full, "+100+0+0+0", "-frame", dot, "+100+56+8+0", "-o", path("webp-two-frames.webp"))
        run("webpmux", "-frame", dot, "+100+56+8+1", "-frame", full, "+100+0+0+0", "-o",
            path("webp-first-frame-smaller-than-canvas.webp"))
    keep("webp-cut.webp", read("webp-lossy.webp")[:150])


def bmps():
    image = quadrants()
    image.save(path("bmp-24-bit.bmp"))
    image.quantize(8).save(path("bmp-8-bit.bmp"))
    image.convert("1", dither=Image.NONE).save(path("bmp-1-bit.bmp"))
    run("convert-im6.q16", path("bmp-8-bit.bmp"), "-compress", "RLE", "BMP3:" + path("bmp-8-bit-packed.bmp"))
    run("convert-im6.q16", path("bmp-24-bit.bmp"), "-define", "bmp:subtype=RGB565", path("bmp-16-bit.bmp"))
    run("convert-im6.q16", path("png-alpha.png"), "BMP:" + path("bmp-32-bit-alpha.bmp"))
    raw = b"".join(struct.pack("4B", *reversed((0,) + image.getpixel((x, y)))) for y in range(64) for x in range(96))
    header = b"BM" + struct.pack("<IHHI", 54 + len(raw), 0, 0, 54)
    # a negative height: rows from the top; the fourth byte of a pixel is unused and zero
    keep("bmp-32-bit-top-down.bmp", header + struct.pack("<IiiHHIIiiII", 40, 96, -64, 1, 32, 0, 0, 0, 0, 0, 0) + raw)
    four = bytes(b for y in range(63, -1, -1) for x in range(0, 96, 2) for b in [0x11 if x < 40 else 0x22])
    palette = bytes((0, 0, 0, 0)) + bytes((0, 0, 255, 0)) + bytes((255, 0, 0, 0)) + bytes(13 * 4)
    keep("bmp-4-bit.bmp", b"BM" + struct.pack("<IHHI", 118 + len(four), 0, 0, 118)
         + struct.pack("<IiiHHIIiiII", 40, 96, 64, 1, 4, 0, 0, 0, 0, 16, 0) + palette + four)
    keep("bmp-cut.bmp", read("bmp-24-bit.bmp")[:9000])


# --- TIFF

def tiffs():
    image = quadrants()
    source = path("tiff-strips.tif")
    image.save(source, strip_size=96 * 3 * 16)
    run("tiffcp", "-c", "none", "-r", "16", source, source + ".new")
    os.replace(source + ".new", source)
    for name, options in {
        "tiled": ["-c", "lzw", "-t", "-w", "32", "-l", "32"],
        "lzw-predictor": ["-c", "lzw:2"],
        "deflate": ["-c", "zip"],
        "packbits": ["-c", "packbits"],
        "jpeg": ["-c", "jpeg:85"],
        "jpeg-rgb": ["-c", "jpeg:r:85"],
        "big-endian": ["-B", "-c", "lzw"],
        "planes-apart": ["-p", "separate", "-c", "lzw"],
        "big": ["-8", "-c", "lzw"],
    }.items():
        run("tiffcp", *options, source, path("tiff-%s.tif" % name))
    quadrants(mode="CMYK").save(path("tiff-cmyk.tif"), compression="tiff_lzw")
    Image.new("CMYK", (96, 64), (255, 0, 0, 0)).save(path("tiff-cmyk-icc.tif"), compression="tiff_lzw",
                                                      icc_profile=odd_ink())
    converted(image, ADOBE_RGB).save(path("tiff-adobe-rgb.tif"), compression="tiff_lzw", icc_profile=ADOBE_RGB)
    quadrants(mode="L").save(path("tiff-grey.tif"), compression="tiff_lzw")
    image.quantize(8).save(path("tiff-palette.tif"), compression="tiff_lzw")
    image.convert("1", dither=Image.NONE).save(path("tiff-fax.tif"), compression="group4")
    glass().save(path("tiff-alpha.tif"), compression="tiff_lzw")
    run("convert-im6.q16", path("png-16-bit.png"), "-depth", "16", "-compress", "lzw", path("tiff-16-bit.tif"))
    run("convert-im6.q16", path("png-plain.png"), "-define", "quantum:format=floating-point", "-depth", "32",
        "-compress", "zip", path("tiff-float.tif"))
    run("convert-im6.q16", path("png-plain.png"), "-colorspace", "Lab", "-compress", "lzw", path("tiff-lab.tif"))
    image.save(path("tiff-pages.tif"), save_all=True, compression="tiff_lzw",
               append_images=[Image.new("RGB", (96, 64), BLACK), Image.new("RGB", (200, 200), BLUE)])
    keep("tiff-cut.tif", read("tiff-strips.tif")[:9000])
    entries = [(256, 96), (257, 64), (258, 8), (259, 1), (262, 1), (273, 98), (277, 1), (278, 64)]
    head = b"II*\0\x08\0\0\0" + struct.pack("<H", len(entries)) + b"".join(
        struct.pack("<HHIHH", tag, 3, 1, value, 0) for tag, value in entries)
    keep("tiff-cut-in-the-data.tif", head + b"\0" * 3000)


def others():
    keep("drawing.svg", b'<svg xmlns="http://www.w3.org/2000/svg" width="96" height="64"><rect width="9" height="9"/></svg>')
    keep("drawing-with-preamble.svg", b'<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<!-- Drawn by hand -->\n'
         b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n'
         b'<svg xmlns="http://www.w3.org/2000/svg" width="96" height="64"/>')
    quadrants(64, 64).save(path("icon.ico"), sizes=[(64, 64)])
    run("avifenc", "-s", "10", path("png-plain.png"), path("picture.avif"))
    run("heif-enc", path("png-plain.png"), "-o", path("picture.heic"))
    quadrants().save(path("picture.jp2"))
    keep("document.pdf", b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n%%EOF")
    run("convert-im6.q16", path("png-plain.png"), path("layers.psd"))


os.makedirs(HERE, exist_ok=True)
for make in (jpegs, pngs, gifs, webps, bmps, tiffs, others):
    make()
