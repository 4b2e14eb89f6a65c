/** Settings of what is read in pictures. */
import { z } from 'zod';
import { about, time } from './setting.ts';

export const pictureSettings = z
  .strictObject({
    read: about(
      z.boolean().default(false),
      'Order numbers, QR and bar codes are read in what customers send; needs the packages that docs/seeing.md names',
      '识别顾客发来的图片里的订单号、二维码和条形码；需要安装 docs/seeing.zh-CN.md 里列出的包',
    ),
    allow_private: about(
      z.array(z.string().min(1)).default([]),
      "Hosts on private addresses that the catalogue's pictures may be fetched from, to know them again",
      '可以从哪些内网主机读取商品图片（用来认出顾客发来的商品图）',
    ),
    wait: about(
      time.prefault('8s'),
      'A message waits for its pictures, videos and files at most, and then as long for what is read in them',
      '消息最多等多久取回其中的图片、视频和文件；识别图片再最多等同样长',
    ),
  })
  .prefault({});
